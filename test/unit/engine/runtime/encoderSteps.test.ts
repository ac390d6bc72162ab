import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSteps } from '../../../../src/engine/runtime/encoderSteps.js';

const lengths = fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 60 });

describe('a batch is run in steps', () => {
  test('of which each sequence is in one', () => {
    fc.assert(
      fc.property(lengths, (batch) => {
        expect(planSteps(batch).flat().sort((a, b) => a - b)).toEqual([...batch.keys()]); // prettier-ignore
      }),
    );
  });

  test('that read at most 256 tokens, or one sequence, and waste at most 15 % on padding', () => {
    fc.assert(
      fc.property(lengths, (batch) => {
        for (const step of planSteps(batch)) {
          const real = step.map((index) => batch[index] as number);
          const padded = step.length * Math.max(...real);
          const sum = real.reduce((a, b) => a + b, 0);
          expect(step.length === 1 || padded <= 256).toBe(true);
          expect(padded - sum).toBeLessThanOrEqual(0.15 * padded);
        }
      }),
    );
  });

  test.each<[string, number[], number[][]]>([
    ['sequences of one length fill a step', [64, 64, 64, 64, 64], [[0, 1, 2, 3], [4]]],
    ['a short one does not join a long one', [100, 10, 98], [[0, 2], [1]]],
    ['nothing to do is no step', [], []],
  ])('%s', (_, batch, steps) => {
    expect(planSteps(batch)).toEqual(steps);
  });
});
