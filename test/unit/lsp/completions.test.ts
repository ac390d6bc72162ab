import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem, InlineCompletionItem } from 'vscode-languageserver';
import type { CompleteRequest, CompleteResult } from '../../../src/common/methods/completion.js';
import type { FillMaskRequest, FillMaskResult } from '../../../src/common/methods/maskedWords.js';
import { EditorClient } from './editorClient.js';

const uri = 'file:///book/a.md';
let client: EditorClient;
const filled: FillMaskRequest[] = [];
const completed: CompleteRequest[] = [];

const fillMask = (request: FillMaskRequest): Promise<FillMaskResult> => {
  filled.push(request);
  const masks = request.places.map((place) => ({
    ...place,
    candidates: ['harbor', 'apple'].map((text) => ({
      text,
      probability: 0.4,
      pieces: [],
      score: 0,
      ...(text === 'apple' && { article: 'an' as const }),
    })),
  }));
  return Promise.resolve({ masks, joint: [], encoder: 'bert' });
};
const complete = (request: CompleteRequest): Promise<CompleteResult> => {
  completed.push(request);
  const text = ' in the harbor.';
  const tokens = [{ text, logprob: -0.1, alternatives: [] }];
  return Promise.resolve({
    candidates: [{ text, tokens, stop: 'sentence', acceptance: { whole: 0.9, firstWord: 0.95 } }],
    usage: { model: 'm', device: 'cpu', contextTokens: 9, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 },
  } as CompleteResult);
};

async function open(text: string, languageId = 'markdown', settings = {}): Promise<void> {
  filled.length = 0;
  completed.length = 0;
  client = new EditorClient({ engine: { fillMask, complete }, settings: { 'flow.automatic': false, ...settings } });
  await client.start();
  await client.open(uri, text, languageId);
}
afterEach(() => client.close());

const words = (character: number, triggerCharacter?: string): Promise<CompletionItem[]> =>
  client.request('textDocument/completion', {
    textDocument: { uri },
    position: { line: 0, character },
    context: triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter },
  });

describe('Words are offered', () => {
  test.each([
    ['___', '_'],
    ['[MASK]', ']'],
  ])('for %s as soon as it is typed', async (placeholder, end) => {
    const before = `The boat lay in a ${placeholder}`;
    await open(`${before} that morning.\n`);
    const [first, second] = await words(before.length, end);
    expect(first).toMatchObject({
      label: 'harbor',
      preselect: true,
      filterText: placeholder,
      textEdit: { newText: 'harbor', range: { start: { line: 0, character: 18 }, end: { line: 0, character: before.length } } },
    });
    expect(second?.additionalTextEdits).toEqual([
      { newText: 'an', range: { start: { line: 0, character: 16 }, end: { line: 0, character: 17 } } },
    ]);
  });

  test('for the current word on request', async () => {
    await open('The boat lay in the harbor that morning.\n');
    const [first] = await words(22);
    expect(first?.textEdit).toMatchObject({ range: { start: { character: 20 }, end: { character: 26 } } });
    expect(first?.filterText).toBe('harbor');
  });

  test('for no word while it is typed', async () => {
    await open('The boat lay in the harbo\n');
    const end = { line: 0, character: 25 };
    await client.change(uri, [{ range: { start: end, end }, text: 'r' }]);
    expect(await words(26)).toEqual([]);
    await client.clock.advance(600);
    expect(await words(26)).toHaveLength(2);
  });

  test.each([
    ['where a bracket ends no placeholder', 'A [link] here.\n', 8, ']', 'markdown', {}],
    ['in code', '`let ___`\n', 8, '_', 'markdown', {}],
    ['where the language is off', 'The ___ lay.\n', 7, '_', 'rust', {}],
    ['while Cloze is off', 'The ___ lay.\n', 7, '_', 'markdown', { enable: false }],
  ])('nowhere else: not %s', async (_, text, character, sign, languageId, settings) => {
    await open(text, languageId, settings);
    expect(await words(character, sign)).toEqual([]);
    expect(filled).toEqual([]);
  });
});

describe('A continuation', () => {
  const inline = (character: number, context: object = { triggerKind: 2 }): Promise<InlineCompletionItem[]> =>
    client.request('textDocument/inlineCompletion', { textDocument: { uri }, position: { line: 0, character }, context });

  test('comes by itself, at the cursor', async () => {
    await open('The boat lay\n');
    const answer = inline(12);
    await client.wait();
    expect(await answer).toEqual([
      { insertText: ' in the harbor.', range: { start: { line: 0, character: 12 }, end: { line: 0, character: 12 } } },
    ]);
    expect(completed[0]?.context.before).toBe('The boat lay');
  });

  test('goes on as it is typed, without the engine', async () => {
    await open('The boat lay\n');
    const first = inline(12);
    await client.wait();
    await first;
    await client.change(uri, [{ range: { start: { line: 0, character: 12 }, end: { line: 0, character: 12 } }, text: ' in' }]);
    const answer = inline(15);
    await client.wait();
    expect(await answer).toEqual([
      { insertText: ' in the harbor.', range: { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } } },
    ]);
    expect(completed).toHaveLength(1);
  });

  test('on request asks for several', async () => {
    await open('The boat lay\n');
    const answer = inline(12, { triggerKind: 1 });
    await client.wait();
    expect(await answer).toHaveLength(1);
    expect(completed[0]?.candidates).toBeGreaterThan(1);
  });

  test.each([
    ['in a language that is off', 'The boat lay\n', 12, 'rust'],
    ['in code', '```\nThe boat lay\n', 2, 'markdown'],
    ['behind the end of what is there', '', 99, 'rust'],
  ])('comes nowhere %s', async (_, text, character, languageId) => {
    await open(text, languageId);
    const answer = inline(character);
    await client.wait();
    expect(await answer).toEqual([]);
  });
});
