import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';

describe('Seeded random numbers', () => {
  test('are those of mulberry32', () => {
    const random = seededRandom(0);
    expect([random(), random(), random()]).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
  });

  test('come again with the same seed and differ with another', () => {
    const draw = (seed: number): number[] => Array.from({ length: 8 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test('fill the interval evenly, whatever the seed', () => {
    for (const seed of [-1, 0.5, 1, 2 ** 40]) {
      const random = seededRandom(seed);
      const counts = new Array<number>(10).fill(0);
      for (let draw = 0; draw < 10_000; draw++) {
        const bin = Math.floor(random() * 10);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      expect(Math.min(...counts)).toBeGreaterThan(850);
      expect(Math.max(...counts)).toBeLessThan(1150);
    }
  });
});
