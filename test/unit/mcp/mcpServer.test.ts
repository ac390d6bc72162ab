import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { type CallToolResult, ListRootsRequestSchema, ResourceListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineApi } from '../../../src/common/engineApi.js';
import { McpServer, reportUri } from '../../../src/mcp/mcpServer.js';
import { tools } from '../../../src/tools/toolTable.js';
import { stranger } from '../sessions/flow/reviewer.js';
import { toolEngine } from '../tools/toolEngine.js';

const text = `The boat came in. ${stranger} The harbor was quiet.\n`;
let top: string;
let client: Client;

beforeEach(async () => {
  top = await realpath(await mkdtemp(path.join(tmpdir(), 'cloze-test-')));
  for (const file of ['book/a.md', 'book/parts/b.md', 'book-two/c.md', 'secret.md']) {
    await mkdir(path.dirname(path.join(top, file)), { recursive: true });
    await writeFile(path.join(top, file), text);
  }
  await symlink(path.join(top, 'secret.md'), path.join(top, 'book/out.md'));
  await symlink(top, path.join(top, 'book/up'));
  await symlink(path.join(top, 'book/parts/b.md'), path.join(top, 'book/inside.md'));
});
afterEach(async () => {
  await client.close();
  await rm(top, { recursive: true });
});

interface Setting {
  readonly roots?: () => readonly string[];
  readonly folders?: readonly string[];
  readonly engine?: EngineApi;
}

async function connect({ roots, folders = [], engine = toolEngine() }: Setting = {}): Promise<void> {
  client = new Client({ name: 'agent', version: '1' }, { capabilities: roots === undefined ? {} : { roots: { listChanged: true } } });
  if (roots !== undefined) {
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: roots().map((folder) => ({ uri: pathToFileURL(folder).href })) }));
  }
  const [there, here] = InMemoryTransport.createLinkedPair();
  const { server } = new McpServer({ engine, version: '1.2.3', folders, workingFolder: top });
  await Promise.all([server.connect(there), client.connect(here)]);
}

async function call(name: string, input: Record<string, unknown>): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: input })) as CallToolResult;
}

function said({ content }: CallToolResult): string {
  const [first] = content;
  return first?.type === 'text' ? first.text : '';
}

test('An agent finds the tools, each of which only reads', async () => {
  await connect();
  const { tools: listed } = await client.listTools();
  expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
  for (const { annotations } of listed)
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
  expect(client.getServerVersion()).toMatchObject({ name: 'cloze', version: '1.2.3' });
});

test('A tool answers with text for any client and with data for those that take it', async () => {
  await connect();
  const result = await call('cloze_flow', { text, language: 'markdown' });
  expect(result.structuredContent).toMatchObject({ findings: [{ sentence: stranger, line: 1 }] });
  expect(JSON.parse(said(result))).toEqual(result.structuredContent);
});

test('What is wrong with an input is told to the model', async () => {
  await connect();
  expect(await call('cloze_flow', {})).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('Give either text or file.') as string }],
  });
});

test('A tool that is not there is refused', async () => {
  await connect();
  await expect(call('cloze_bake', {})).rejects.toThrow(/There is no tool cloze_bake/);
});

test('A client that wants to know hears how far a tool is', async () => {
  await connect();
  const told: number[] = [];
  await client.callTool({ name: 'cloze_compare', arguments: { versions: ['One boat.', 'Two boats.'] } }, undefined, {
    onprogress: ({ progress }) => told.push(progress),
  });
  expect(told).toEqual([1, 2]);
});

test('A call that is given up stops the engine', async () => {
  let start = (): void => undefined;
  let giveUp = (): void => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  const givenUp = new Promise<void>((resolve) => (giveUp = resolve));
  const engine: EngineApi = {
    ...toolEngine(),
    surprisal: (_, token) => {
      token?.onCancellationRequested(giveUp);
      start();
      return new Promise(() => undefined);
    },
  };
  await connect({ engine });
  const abort = new AbortController();
  const answer = client.callTool({ name: 'cloze_surprisal', arguments: { text } }, undefined, { signal: abort.signal });
  await started;
  abort.abort('enough');
  await expect(answer).rejects.toThrow();
  await givenUp;
});

test('The last report can be read', async () => {
  await connect();
  const changed = new Promise<void>((resolve) => client.setNotificationHandler(ResourceListChangedNotificationSchema, () => resolve()));
  expect((await client.listResources()).resources).toEqual([]);
  const { structuredContent } = await call('cloze_flow', { text });
  await changed;
  expect((await client.listResources()).resources).toMatchObject([{ uri: reportUri, mimeType: 'application/json' }]);
  const { contents } = await client.readResource({ uri: reportUri });
  expect(JSON.parse((contents[0] as { text: string }).text)).toEqual({ tool: 'cloze_flow', result: structuredContent });
  await expect(client.readResource({ uri: 'cloze://report/other' })).rejects.toThrow(/There is no resource/);
});

describe('Files are read', () => {
  const book = (): string => path.join(top, 'book');
  const flow = (file: string): Promise<CallToolResult> => call('cloze_flow', { file });

  test.each(['a.md', 'parts/b.md', './parts/../a.md', 'inside.md'])('in the roots of the client: %s', async (file) => {
    await connect({ roots: () => [book()] });
    expect((await flow(file)).structuredContent).toMatchObject({ language: 'markdown', findings: [{ sentence: stranger }] });
  });

  test.each(['../secret.md', 'out.md', 'up/secret.md', '../book-two/c.md', '/etc/passwd', 'none.md', '', '.', '\0', 'parts'])(
    'nowhere else, and what is there is not told: %j',
    async (file) => {
      await connect({ roots: () => [book()] });
      const answer = await flow(file);
      expect(answer.isError).toBe(true);
      expect(said(answer)).toMatch(/is not a file( in the open folders)?\./);
    },
  );

  test('in the folders of the command line, where the client names none', async () => {
    await connect({ folders: [path.join(top, 'book-two')] });
    expect((await flow('c.md')).isError).toBeUndefined();
    expect((await flow(path.join(top, 'book/a.md'))).isError).toBe(true);
  });

  test('where both the client and the command line allow it', async () => {
    await connect({ roots: () => [top], folders: [book()] });
    expect((await flow('book/a.md')).isError).toBeUndefined();
    expect((await flow('secret.md')).isError).toBe(true);
  });

  test('not at all where no folder is open', async () => {
    await connect();
    expect(said(await flow('book/a.md'))).toMatch(/No folder is open to Cloze/);
  });

  test('in other roots once the client has others', async () => {
    let roots = [book()];
    await connect({ roots: () => roots });
    expect((await flow(path.join(top, 'book-two/c.md'))).isError).toBe(true);
    roots = [path.join(top, 'book-two')];
    await client.sendRootsListChanged();
    expect((await flow('c.md')).isError).toBeUndefined();
  });

  test('without what .clozeignore leaves out', async () => {
    await writeFile(path.join(book(), '.clozeignore'), 'parts/\n');
    await connect({ roots: () => [book()] });
    expect((await flow('parts/b.md')).structuredContent).toMatchObject({ findings: [] });
  });
});
