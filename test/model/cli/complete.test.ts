import { describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { cloze } from './clozeCommand.js';

interface Continuation {
  readonly text: string;
  readonly tokens: readonly {
    readonly text: string;
    readonly logprob: number;
    readonly top: readonly { readonly text: string; readonly logprob: number }[];
  }[];
  readonly stop: string | null;
}

describe('cloze complete', () => {
  test('continues a text, with the numbers behind each token', async () => {
    const { code, json } = await cloze([
      'complete',
      '--text',
      'Once upon a time, there was a',
      '--max-tokens',
      '6',
      '--top',
      '3',
      '--json',
    ]);
    const found = json as Continuation & { candidates: Continuation[]; timings: object; model: string; device: string };
    expect(code).toBe(0);
    expect(Object.keys(found)).toEqual(['text', 'tokens', 'stop', 'acceptance', 'candidates', 'timings', 'model', 'device']);
    expect(found.tokens.map((token) => token.text).join('')).toContain(found.text);
    expect(found.tokens.every(({ logprob, top }) => logprob <= 0 && top.length === 3 && top[0]?.logprob === logprob)).toBe(true);
    expect(found).toMatchObject({ stop: 'max-tokens', candidates: [{ text: found.text }], model: 'smollm2-135m-instruct', device: 'cpu' });
    expect(Object.keys(found.timings)).toEqual(['contextTokens', 'reusedTokens', 'prefillMs', 'decodeMs', 'decodedTokens', 'totalMs']);
  });

  test('prints the text alone for people, and numbers several', async () => {
    const one = await cloze(['complete', '--text', 'The capital of France is', '--stop-at', 'word']);
    expect(one.output).toMatch(/^ \w+\W?\n$/);
    const two = await cloze(['complete', '--text', 'The capital of France is', '--stop-at', 'word', '--candidates', '2']);
    expect(two.output.split('\n').map((line) => line.slice(0, 3))).toEqual(['1. ', '2. ', '']);
    expect(two.output.split('\n')[0]).toBe(`1. ${one.output.trimEnd()}`);
  });

  test('continues at an offset of standard input, in line with what follows', async () => {
    const terminal = new TestTerminal();
    const text = 'She opened the door and went into the kitchen.';
    terminal.input = Buffer.from(text);
    const at = text.indexOf(' and went');
    const { json } = await cloze(['complete', '-', '--at', String(at), '--max-tokens', '3', '--json'], terminal);
    expect((json as { candidates: { suffixLogprob?: number }[] }).candidates[0]?.suffixLogprob).toBeLessThan(0);
  });

  test('is repeatable with a seed', async () => {
    const words = ['complete', '--text', 'It was', '--temperature', '1', '--max-tokens', '8', '--seed', '7'];
    expect((await cloze(words)).output).toBe((await cloze(words)).output);
  });

  test.each([
    [['complete'], 'Specify the text'],
    [['complete', 'a.txt', '--text', 'b'], 'either a file or --text'],
    [['complete', '--text', 'abc', '--at', '4'], '--at must be a number from 0 to 3'],
    [['complete', '--text', 'a😀b', '--at', '2'], '--at 2 lies inside a character. Choose 1 or 3.'],
    [['complete', '--text', 'abc', '--temperature', '-1'], 'ambiguous'],
    [['complete', '--text', 'abc', '--model', 'none'], 'There is no model "none"'],
    [['complete', '--text', 'abc', '--model', './none'], 'There is no model at'],
    [['complete', 'src', '--at', '0'], 'src is a folder'],
  ])('%j is refused in plain words', async (words, message) => {
    const { code, messages } = await cloze(words);
    expect(messages).toContain(message);
    expect(code).toBe(2);
  });
});

describe('cloze surprisal', () => {
  test('rates each token in its place', async () => {
    const text = 'The cat sat on the mat. Crème 😀.';
    const { json } = await cloze(['surprisal', '--text', text, '--json']);
    const { tokens, bitsPerByte } = json as { tokens: Record<'offset' | 'length' | 'bits' | 'rank', number>[]; bitsPerByte: number };
    expect(tokens.map(({ offset, length }) => text.slice(offset, offset + length)).join('')).toBe(text);
    expect(tokens.reduce((sum, { bits }) => sum + bits, 0) / Buffer.byteLength(text)).toBeCloseTo(bitsPerByte, 6);
    expect(Object.keys(tokens[0] ?? {})).toEqual(['offset', 'length', 'bits', 'rank']);
  });

  test('of a Markdown file rates the prose alone, and reads the headings above', async () => {
    const terminal = new TestTerminal();
    terminal.input = Buffer.from('# Storms\n\nThe **very** old lamp.\n');
    const { json } = await cloze(['surprisal', '-', '--language', 'markdown', '--json'], terminal);
    const { tokens } = json as { tokens: Record<'offset' | 'length' | 'bits', number>[] };
    const text = terminal.input.toString();
    expect(tokens.map(({ offset, length }) => text.slice(offset, offset + length)).join('')).not.toMatch(/[#*]/);
    // Behind a heading a sentence often begins with this word.
    expect(tokens.find(({ offset }) => offset === text.indexOf('The'))?.bits).toBeLessThan(8);
  });

  test('lists what was more probable when asked', async () => {
    const { json } = await cloze(['surprisal', '--text', 'The cat sat', '--top', '2', '--json']);
    expect((json as { tokens: { top: unknown[] }[] }).tokens.map(({ top }) => top.length)).toEqual([2, 2, 2]);
  });

  test('has nothing to say about an empty text', async () => {
    expect(await cloze(['surprisal', '--text', ''])).toMatchObject({
      code: 2,
      messages: expect.stringMatching(/^cloze: .*empty/) as string,
    });
  });
});
