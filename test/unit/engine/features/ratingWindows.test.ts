import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratingWindows } from '../../../../src/engine/features/ratingWindows.js';

describe('The windows over a long text', () => {
  test('rate each token once, fit the model, and read enough before they rate', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 30 }),
        fc.nat({ max: 200 }),
        fc.integer({ min: 4, max: 60 }),
        fc.array(fc.nat({ max: 230 })),
        (first, count, size, starts) => {
          fc.pre(first <= size / 2);
          const sorted = starts.sort((a, b) => a - b);
          const windows = ratingWindows(first, first + count, size, sorted);
          let next = first;
          for (const { start, from, to } of windows) {
            expect(from).toBe(next);
            expect(to).toBeGreaterThan(from);
            expect(to - start).toBeLessThanOrEqual(size);
            if (start > 0) expect(from - start).toBeGreaterThanOrEqual(Math.floor(size / 4));
            next = to;
          }
          expect(next).toBe(first + count);
        },
      ),
    );
  });

  test('begin at a sentence where one begins in reach', () => {
    expect(ratingWindows(0, 20, 8, [0, 5, 9, 17])).toEqual([
      { start: 0, from: 0, to: 8 },
      { start: 5, from: 8, to: 13 },
      { start: 9, from: 13, to: 17 },
      { start: 15, from: 17, to: 20 },
    ]);
  });

  test('come to an end also for a model that reads next to nothing', () => {
    expect(ratingWindows(0, 3, 1, [0, 1, 2])).toHaveLength(3);
  });

  test('are none for no text', () => {
    expect(ratingWindows(5, 5, 8, [])).toEqual([]);
  });
});
