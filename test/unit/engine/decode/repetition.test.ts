import { describe, expect, test } from 'vitest';
import { loopWith, penalised } from '../../../../src/engine/decode/repetition.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { PairTokenizer } from './reference/pairTokenizer.js';

const tokens = (...ids: number[]): Token[] => ids as Token[];
const range = (from: number, to: number): Token[] => Array.from({ length: to - from }, (_, at) => (from + at) as Token);

test('A repetition costs the odds that the penalty says, within the last 64 tokens only', () => {
  const history = { context: tokens(1, ...range(100, 163)), generated: tokens(2) };
  const result = penalised(tokens(1, 2, 3, 100), Float32Array.of(-1, -1, -1, -1), history, 2);
  expect([...result].map((value) => Number(value.toFixed(4)))).toEqual([-1, -1.6931, -1, -1.6931]);
});

describe('A continuation goes round in circles', () => {
  const bytes = new PairTokenizer('', 0);

  /** How many of the generated tokens the loop has repeated; each byte is a token, the last one is the next. */
  function loop(context: string, generated: string, tokenizer = bytes): number | undefined {
    const all = tokenizer.encode(generated);
    return loopWith({ context: tokenizer.encode(context), generated: all.slice(0, -1) }, all.at(-1) as Token, tokenizer);
  }

  test.each([
    { title: 'with a phrase said twice', context: '', generated: 'the boat was dark and the boat was dar', expected: 15 },
    { title: 'not with the beginning of one', context: '', generated: 'the boat was dark and the boat was da', expected: undefined },
    { title: 'with one word over and over', context: '', generated: 'never never never neve', expected: 15 },
    { title: 'not with a word said three times', context: '', generated: 'never never never', expected: undefined },
    { title: 'not with an ideograph of several tokens', context: '', generated: '港と港と港', expected: undefined },
    {
      title: 'with a sentence from before',
      context: 'The harbour was dark and dreary.',
      generated: 'The harbour was dark and dreary.',
      expected: 31,
    },
    {
      title: 'not with a name from before',
      context: 'Mr Unbelievable McHarbour',
      generated: 'Mr Unbelievable McHarbour',
      expected: undefined,
    },
    {
      title: 'not with what is far off',
      context: `The harbour was dark and dreary.${'-'.repeat(9)}`,
      generated: 'The harbour was dark and dreary.',
      expected: undefined,
    },
  ])('$title', ({ context, generated, expected }) => {
    expect(loop(context, generated)).toBe(expected);
  });

  test('not with a long word that is one token', () => {
    const words = new PairTokenizer(' unbelievable'.repeat(20), 100);
    expect(words.encode(' unbelievable')).toHaveLength(1);
    expect(loop('', ' unbelievable'.repeat(3), words)).toBeUndefined();
    expect(loop('', ' unbelievable'.repeat(5), words)).toBe(3);
  });
});
