import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { CompleteResult } from '../../../../src/common/methods/completion.js';
import { stranger } from '../../sessions/flow/reviewer.js';
import { EditorClient, type ClientOptions } from '../editorClient.js';

const text = `The boat came in. The crew went home. ${stranger} The harbor was quiet that day.\n`;
const able: ClientCapabilities = {
  textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};
/** Everything follows but the stranger, which follows the first sentence. */
const movable: ClientOptions['engine'] = {
  ratePairs: ({ pairs, signals }) =>
    Promise.resolve({
      ratings: pairs.map(({ first, second }) => {
        const isOdd = (first === stranger && second !== 'The crew went home.') || (second === stranger && first !== 'The boat came in.');
        return signals[0] === 'surprisal'
          ? { surprisal: { alone: 40, after: isOdd ? 48 : 22, tokens: 8 } }
          : { nextSentence: isOdd ? -4 : 3 };
      }),
      missing: [],
    }),
};

let folder: string;
let uri: string;
let client: EditorClient;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  uri = pathToFileURL(path.join(folder, 'my book.md')).href;
});
afterEach(async () => {
  client.close();
  await rm(folder, { recursive: true });
});

async function open(options: ClientOptions = {}, written = text): Promise<void> {
  client = new EditorClient({ capabilities: able, folder: pathToFileURL(folder).href, ...options });
  await client.start();
  await client.open(uri, written);
  await client.until(() => client.published.get(uri)?.length === 1);
}

async function actions(): Promise<CodeAction[]> {
  const diagnostics = client.published.get(uri) ?? [];
  const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics } });
}

async function action(title: string): Promise<CodeAction> {
  const found = (await actions()).find((each) => each.title === title);
  if (found === undefined) throw new Error(`There is no action "${title}".`);
  return found;
}

/** The document after an edit of one place. */
function after(edit: WorkspaceEdit | undefined): string {
  const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  const [first] = change?.edits ?? [];
  if (first === undefined || !('newText' in first)) throw new Error('There is no edit.');
  expect(change?.textDocument).toEqual({ uri, version: 1 });
  const { start, end } = first.range;
  const lines = text.split('\n');
  const at = (place: typeof start): number => lines.slice(0, place.line).join('\n').length + (place.line === 0 ? 0 : 1) + place.character;
  return text.slice(0, at(start)) + first.newText + text.slice(at(end));
}

test('A warning can be mended and muted, each action with the diagnostic that it is for', async () => {
  await open();
  const found = await actions();
  expect(found.map(({ title }) => title)).toEqual([
    'Find a Better Place in the Paragraph',
    'Suggest a Linking Sentence',
    'Mute This Sentence with a Comment',
    'Mute This Paragraph with a Comment',
    'Mute This File with a Comment',
    'Mute This Pair for Everyone, in .clozeignore',
  ]);
  for (const { kind, diagnostics } of found) expect({ kind, count: diagnostics?.length }).toEqual({ kind: 'quickfix', count: 1 });
});

test('Where nothing is wrong there is nothing to do', async () => {
  await open();
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(await client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } })).toEqual([]);
});

test('A sentence is moved once that is chosen', async () => {
  await open({ engine: movable });
  const moved = await client.request<CodeAction>('codeAction/resolve', await action('Find a Better Place in the Paragraph'));
  expect(after(moved.edit)).toBe(`The boat came in. ${stranger} The crew went home. The harbor was quiet that day.\n`);
});

test('Where there is no better place the writer is told so', async () => {
  await open({}, `The boat came in. The crew went home. ${stranger}\n`);
  const moved = await client.request<CodeAction>('codeAction/resolve', await action('Find a Better Place in the Paragraph'));
  expect(moved.edit).toBeUndefined();
  expect(client.shown).toEqual([expect.stringMatching(/^No better place was found/)]);
});

test('A sentence that links is inserted', async () => {
  const link = 'It pays well.';
  const ratePairs: NonNullable<ClientOptions['engine']>['ratePairs'] = ({ pairs, signals }) =>
    Promise.resolve({
      ratings: pairs.map(({ first, second }) => {
        const isOdd = first !== link && (first === stranger || second === stranger);
        return signals[0] === 'surprisal'
          ? { surprisal: { alone: 40, after: isOdd ? 48 : 22, tokens: 8 } }
          : { nextSentence: isOdd ? -4 : 3 };
      }),
      missing: [],
    });
  const complete = (): Promise<CompleteResult> => Promise.resolve({ candidates: [{ text: link }] } as never);
  await open({ engine: { complete, ratePairs } });
  const linked = await client.request<CodeAction>('codeAction/resolve', await action('Suggest a Linking Sentence'));
  expect(after(linked.edit)).toBe(text.replace(stranger, `${link} ${stranger}`));
});

test('A client that cannot work out edits later gets commands that make them', async () => {
  const applied: WorkspaceEdit[] = [];
  await open({ engine: movable, capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
  client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
    applied.push(edit);
    return { applied: true };
  });
  const { command } = await action('Find a Better Place in the Paragraph');
  await client.request('workspace/executeCommand', { command: command?.command, arguments: command?.arguments });
  expect(after(applied[0])).toContain(`came in. ${stranger} The crew`);
});

test('A comment mutes in the text, and the warning is gone', async () => {
  await open();
  const { edit } = await action('Mute This Sentence with a Comment');
  const written = after(edit);
  expect(written).toBe(text.replace(` ${stranger}`, ` <!-- cloze-ignore-next --> ${stranger}`));
  await client.change(uri, [{ text: written }]);
  await client.until(() => client.published.get(uri)?.length === 0);
});

describe('A pair is muted for everyone in .clozeignore', () => {
  const title = 'Mute This Pair for Everyone, in .clozeignore';
  const ignores = (): string => `${pathToFileURL(folder).href}/.clozeignore`;

  test('which the edit makes where there is none', async () => {
    await open();
    const { edit } = await action(title);
    expect(edit?.documentChanges).toMatchObject([
      { kind: 'create', uri: ignores(), options: { ignoreIfExists: true } },
      { textDocument: { uri: ignores(), version: null }, edits: [{ range: { start: { line: 0, character: 0 } } }] },
    ]);
  });

  test('after its last line where there is one', async () => {
    await writeFile(path.join(folder, '.clozeignore'), '# ours\ndrafts/');
    await open({ capabilities: {} });
    const [change] = (await action(title)).edit?.changes?.[ignores()] ?? [];
    expect(change?.range.start.line).toBe(1);
    expect(change?.newText).toMatch(/^\npair \S+ \S+ my book\.md {2}# "The crew went home\." /);
  });

  test('and what is open there holds, though it is not saved', async () => {
    await open();
    const { edit } = await action(title);
    const [, change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    const [line] = change?.edits ?? [];
    await client.open(ignores(), (line as { newText: string }).newText, 'ignore');
    await client.change(ignores(), [{ text: (line as { newText: string }).newText }]);
    await client.until(() => client.published.get(uri)?.length === 0);
    await expect(readFile(path.join(folder, '.clozeignore'))).rejects.toThrow();
  });
});

test('A hover has the numbers of a sentence', async () => {
  await open({ capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } } });
  const [warning] = client.published.get(uri) ?? [];
  const hover = await client.request<{ contents: { kind: string; value: string }; range: unknown }>('textDocument/hover', {
    textDocument: { uri },
    position: warning?.range.start,
  });
  expect(hover.range).toEqual(warning?.range);
  expect(hover.contents.kind).toBe('markdown');
  expect(hover.contents.value).toMatch(/\| Next sentence \| 1\.8 % \| \d/);
  expect(hover.contents.value).toMatch(/\| After the preceding text \| 48\.0 bits, 8 tokens \|/);
});

test('Outside sentences a hover says nothing', async () => {
  await open();
  expect(await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 99, character: 9 } })).toBeNull();
});
