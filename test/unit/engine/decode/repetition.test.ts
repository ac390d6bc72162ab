import { describe, expect, test } from 'vitest';
import { isLoop, penalised } from '../../../../src/engine/decode/repetition.js';
import type { Token } from '../../../../src/engine/runtime/decoder.js';

const tokens = (...ids: number[]): Token[] => ids as Token[];
const range = (from: number, to: number): Token[] => Array.from({ length: to - from }, (_, at) => (from + at) as Token);

describe('A repetition', () => {
  test('costs the odds that the penalty says, within the last 64 tokens only', () => {
    const history = { context: tokens(1, ...range(100, 163)), generated: tokens(2) };
    const result = penalised(tokens(1, 2, 3, 100), Float32Array.of(-1, -1, -1, -1), history, 2);
    expect([...result].map((value) => Number(value.toFixed(4)))).toEqual([-1, -1.6931, -1, -1.6931]);
  });

  test.each([
    { title: 'a run of four within the continuation', context: [], generated: [1, 2, 3, 4, 9, 1, 2, 3], next: 4, expected: true },
    { title: 'one word over and over', context: [], generated: [7, 7, 7, 7], next: 7, expected: true },
    { title: 'a word said three times', context: [], generated: [7, 7], next: 7, expected: false },
    { title: 'a run of three', context: [], generated: [1, 2, 3, 9, 1, 2], next: 3, expected: false },
    { title: 'a run of eight from the text before', context: range(1, 12), generated: range(1, 8), next: 8, expected: true },
    { title: 'a name from the text before', context: range(1, 12), generated: range(1, 7), next: 7, expected: false },
    {
      title: 'a run of eight that began in the text before',
      context: [...range(1, 12), ...range(1, 5)],
      generated: range(5, 8),
      next: 8,
      expected: true,
    },
    { title: 'a run from far before', context: [...range(1, 12), ...range(100, 160)], generated: range(1, 8), next: 8, expected: false },
  ])('is a loop or not: $title', ({ context, generated, next, expected }) => {
    expect(isLoop({ context: tokens(...context), generated: tokens(...generated) }, next as Token)).toBe(expected);
  });
});
