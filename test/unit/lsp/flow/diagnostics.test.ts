import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { stranger } from '../../sessions/flow/reviewer.js';
import { EditorClient, type ClientOptions } from '../editorClient.js';

const uri = 'file:///book/a.md';
const text = `The boat came in. ${stranger} The harbor was quiet that day.\n`;
const pulling = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

let client: EditorClient;
const open = async (written = text, options: ClientOptions = {}, languageId = 'markdown'): Promise<void> => {
  client = new EditorClient(options);
  await client.start();
  await client.open(uri, written, languageId);
  await client.wait();
};
const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
  client.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) });
const shown = (): string[] => (client.published.get(uri) ?? []).map(({ range }) => text.slice(range.start.character, range.end.character));
afterEach(() => client.close());

test('A document is checked when it is opened, with the reasons and the sentence before', async () => {
  await open();
  const [first] = client.published.get(uri) ?? [];
  expect(shown()[0]).toBe(stranger);
  expect(first).toMatchObject({ severity: 3, source: 'Cloze', code: 'flow' });
  expect(first?.message).toMatch(/^This sentence seems not to follow from the one before \(probability: /);
  expect(first?.relatedInformation?.[0]?.message).toBe('The sentence before: "The boat came in."');
});

test.each<[string, ClientOptions, string]>([
  ['no document of a language that is off', {}, 'rust'],
  ['nothing while Cloze is off', { settings: { cloze: { enable: false } } }, 'markdown'],
  ['nothing where the setting says so', { settings: { 'flow.automatic': false } }, 'markdown'],
  ['nothing in text', { settings: { flow: { diagnostics: 'off' } } }, 'markdown'],
])('Checked is %s', async (_, options, languageId) => {
  await open(text, options, languageId);
  expect(shown()).toEqual([]);
});

test.each(['md', 'text', 'rst', 'tex', 'plaintex', 'latex', 'asciidoc', 'typst'])(
  'A language that its editor calls %s is prose',
  async (languageId) => {
    await open(text, {}, languageId);
    expect(shown()).toContain(stranger);
  },
);

test('Settings that the client is asked for hold, by the names of VS Code', async () => {
  await open(text, { capabilities: { workspace: { configuration: true } }, settings: { flow: { diagnostics: 'hint' }, device: 'cpu' } });
  expect(client.published.get(uri)?.[0]?.severity).toBe(4);
  expect(client.configured.at(-1)?.init.device).toBe('cpu');
});

test('Settings that a client sends hold from then on', async () => {
  await open();
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { cloze: { enable: false } } });
  await client.wait();
  expect(shown()).toEqual([]);
});

test('After an edit the text is checked again, and the sentence that is being written only once its writer pauses', async () => {
  await open('The boat came in. The harbor was quiet.\n');
  const end = { line: 0, character: 39 };
  await client.change(uri, [{ range: { start: end, end }, text: ` ${stranger}` }]);
  await client.wait(1_000);
  expect(client.published.get(uri)).toEqual([]);
  await client.wait(2_000);
  expect(client.published.get(uri)).toHaveLength(1);
});

test('A sentence that was just written is checked when the document is saved', async () => {
  await open('The boat came in. The harbor was quiet.\n');
  const end = { line: 0, character: 39 };
  await client.change(uri, [{ range: { start: end, end }, text: ` ${stranger}` }]);
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  await client.wait(500);
  expect(client.published.get(uri)).toHaveLength(1);
});

describe('A client that asks for diagnostics', () => {
  test('is told to ask, and gets none unasked', async () => {
    await open(text, { capabilities: pulling });
    expect(client.published.size).toBe(0);
    expect(client.refreshes).toBeGreaterThan(0);
    const report = await pull();
    expect(report).toMatchObject({ kind: 'full', items: [{ code: 'flow' }] });
    expect(await pull(report.resultId)).toEqual({ kind: 'unchanged', resultId: report.resultId });
  });

  test('keeps what it has moved with the text until the next check', async () => {
    await open(text, { capabilities: pulling });
    const { resultId } = await pull();
    await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'Well. ' }]);
    expect(await pull(resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.wait(3_000);
    const later = await pull(resultId);
    expect(later.kind === 'full' && later.items[0]?.range.start.character).toBe(24);
  });

  test('waits for the check where it cannot be told later', async () => {
    client = new EditorClient({ capabilities: { textDocument: { diagnostic: {} } } });
    await client.start();
    await client.open(uri, text);
    const report = pull();
    await client.wait();
    expect(await report).toMatchObject({ kind: 'full', items: [{ code: 'flow' }] });
  });
});

describe('Behind an emoji, places are told in', () => {
  const emoji = `The boat 👩‍🚀 came in. ${stranger} The harbor was quiet that day.\n`;
  const before = 'The boat 👩‍🚀 came in. ';
  test.each([
    [['utf-8'], Buffer.byteLength(before)],
    [['utf-16'], before.length],
    [['utf-32', 'utf-16'], Array.from(before).length],
    [undefined, before.length],
  ])('%j', async (positionEncodings, character) => {
    await open(emoji, { capabilities: { general: positionEncodings === undefined ? {} : { positionEncodings } } });
    expect(client.published.get(uri)?.[0]?.range.start).toEqual({ line: 0, character });
  });
});

test('Places are those of the document where lines end in two characters', async () => {
  await open(`# One\r\n\r\nThe boat came in.\r\n${stranger}\r\n`);
  expect(client.published.get(uri)?.[0]?.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: stranger.length } });
});
