import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratingSteps } from '../../../../src/engine/runtime/ratingSteps.js';

const sequences = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 20 });
const size = fc.integer({ min: 1, max: 40 });

describe('Sequences are rated in steps', () => {
  test('of which each token is in one, in the order of its sequence', () => {
    fc.assert(
      fc.property(sequences, size, (lengths, most) => {
        const done = lengths.map(() => 0);
        for (const { sequence, from, to } of ratingSteps(lengths, most).flat()) {
          expect(from).toBe(done[sequence]);
          expect(to).toBeGreaterThan(from);
          done[sequence] = to;
        }
        expect(done).toEqual(lengths);
      }),
    );
  });

  test('that are all full but the last, so that there is none too many', () => {
    fc.assert(
      fc.property(sequences, size, (lengths, most) => {
        const full = ratingSteps(lengths, most).map((step) => step.reduce((sum, { from, to }) => sum + to - from, 0));
        expect(full.slice(0, -1)).toEqual(full.slice(0, -1).map(() => most));
        expect(full.length).toBe(Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / most));
      }),
    );
  });
});
