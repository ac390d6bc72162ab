import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stranger } from '../sessions/flow/reviewer.js';
import { EditorClient } from './editorClient.js';

let folder: string;
let client: EditorClient;
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  for (const name of ['a.md', 'parts/b.txt', 'node_modules/c.md', 'code.rs']) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), `The boat came in. ${stranger} The harbor was quiet.\n`);
  }
  await symlink(folder, path.join(folder, 'parts', 'loop'));
  client = new EditorClient({
    folder: pathToFileURL(folder).href,
    capabilities: {
      window: { workDoneProgress: true },
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
  });
  await client.start();
});
afterEach(async () => {
  client.close();
  await rm(folder, { recursive: true });
});

const run = (command: string, ...given: unknown[]): Promise<unknown> =>
  client.request('workspace/executeCommand', { command, arguments: given });

test('A folder is checked with progress, and what is found in files that are not open is sent', async () => {
  const outcome = await run('cloze.flow.checkFolder');
  expect(outcome).toEqual({ message: '2 of 4 sentences seem not to follow.' });
  expect([...client.published.keys()].sort()).toEqual([uriOf('a.md'), uriOf('parts/b.txt')]);
  expect(client.progress[0]).toMatchObject({ kind: 'begin', title: 'Cloze: checking flow', cancellable: true });
  expect(client.progress.at(-1)).toMatchObject({ kind: 'end' });
  expect(client.shown).toEqual(['2 of 4 sentences seem not to follow.']);
});

test('What was sent of a file is taken back once its client asks for it', async () => {
  await run('cloze.flow.checkFolder');
  await client.open(uriOf('a.md'), `The boat came in. ${stranger} The harbor was quiet.\n`);
  expect(client.published.get(uriOf('a.md'))).toEqual([]);
});

test('A file is checked on request, and cleared', async () => {
  await run('cloze.flow.check', { uri: uriOf('a.md') });
  expect(client.published.get(uriOf('a.md'))).toHaveLength(1);
  await run('cloze.flow.clear');
  expect(client.published.get(uriOf('a.md'))).toEqual([]);
});

test('The folders are those that the client has open now', async () => {
  const event = { added: [{ uri: uriOf('parts/'), name: 'parts' }], removed: [{ uri: pathToFileURL(folder).href, name: 'folder' }] };
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  await run('cloze.flow.checkFolder');
  expect([...client.published.keys()]).toEqual([uriOf('parts/b.txt')]);
});

test.each([
  ['a command that is not there', 'cloze.bake', [], '"cloze.bake" is not a command. Commands: cloze.flow.check, '],
  ['a check of nothing', 'cloze.flow.check', [], 'Name a document or a folder'],
  ['a move of nothing', 'cloze.flow.reorder', [{ uri: 'file:///a.md' }], 'Name a sentence'],
])('Refused in a sentence is %s', async (_, command, given, message) => {
  await expect(run(command, ...given)).rejects.toMatchObject({ code: -32803, message: expect.stringContaining(message) as string });
});
