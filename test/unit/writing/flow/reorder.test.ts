import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betterOrder, pairsOfMoves } from '../../../../src/writing/flow/reorder.js';

/** Sentences follow each other in the order of their numbers. */
const sorted =
  (numbers: readonly number[]) =>
  (first: number, second: number): number =>
    (numbers[second] ?? 0) === (numbers[first] ?? 0) + 1 ? 3 : -3;

describe('A better place for a sentence', () => {
  test('is where it follows and is followed', () => {
    expect(betterOrder(5, 1, sorted([0, 3, 1, 2, 4]))?.order).toEqual([0, 2, 3, 1, 4]);
  });

  test('is none where it stands well, or where all places are alike', () => {
    expect(betterOrder(5, 2, sorted([0, 1, 2, 3, 4]))).toBeUndefined();
    expect(betterOrder(5, 2, () => 1)).toBeUndefined();
  });

  test('is never before the first sentence, and all sentences stay', () => {
    const paragraph = fc
      .integer({ min: 2, max: 9 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.integer({ min: 1, max: count - 1 }),
          fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 81, maxLength: 81 }),
        ),
      );
    fc.assert(
      fc.property(paragraph, ([count, index, odds]) => {
        const better = betterOrder(count, index, (first, second) => odds[first * 9 + second] ?? 0);
        if (better === undefined) return;
        expect(better.order[0]).toBe(0);
        expect([...better.order].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
        expect(better.gain).toBeGreaterThan(0);
      }),
    );
  });

  test('needs the pairs of the moves only', () => {
    expect(pairsOfMoves(3, 1).sort()).toEqual([
      [0, 2],
      [2, 1],
    ]);
  });
});
