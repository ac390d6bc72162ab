import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readingWindow } from '../../../../src/prose/context/readingWindow.js';

test.each([
  [0, 0],
  [299_999, 0],
  [399_999, 0],
  [400_000, 100_000],
  [50_000_000, 49_700_000],
])('For a caret at %i reading starts at %i', (caret, start) => {
  expect(readingWindow(caret).start).toBe(start);
});

test('Enough is read, never more than 400,000 characters before the caret', () => {
  fc.assert(
    fc.property(fc.nat(), (caret) => {
      const { start, end } = readingWindow(caret);
      expect(caret - start).toBeGreaterThanOrEqual(Math.min(caret, 300_000));
      expect(caret - start).toBeLessThan(400_001);
      expect(end).toBeGreaterThan(caret);
    }),
  );
});
