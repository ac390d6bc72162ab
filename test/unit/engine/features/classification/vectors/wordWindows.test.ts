import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordWindows } from '../../../../../../src/engine/features/classification/vectors/wordTokens.js';
import type { Token } from '../../../../../../src/engine/tokenizer/token.js';

test('Windows over words say something of each word once, in order, and hold it', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 20 }), (lengths, most) => {
      const words = lengths.map((length, at) => ({ text: '', start: at, end: at + 1, tokens: Array<Token>(length).fill(1 as Token) }));
      const windows = wordWindows(words, most);
      expect(windows.flatMap(({ from, to }) => [...words.keys()].slice(from, to))).toEqual([...words.keys()]);
      for (const { start, from, to, end } of windows) {
        expect(start <= from && from < to && to <= end).toBe(true);
        const tokens = lengths.slice(start, end).reduce((sum, length) => sum + Math.min(most, length), 0);
        expect(tokens).toBeLessThanOrEqual(most);
      }
    }),
  );
});
