import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { movedSpans } from '../../../../src/writing/flow/movedSpans.js';

/** The pieces of a text between brackets, and the text without them. */
function marked(text: string): { text: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  let plain = '';
  for (const part of text.split(/(?=[[\]])/)) {
    if (part.startsWith('[')) spans.push({ start: plain.length, end: plain.length });
    const open = spans.at(-1);
    if (part.startsWith(']') && open !== undefined) spans[spans.length - 1] = { ...open, end: plain.length };
    plain += part.replace(/^[[\]]/, '');
  }
  return { text: plain, spans };
}

describe('What was to be checked, after an edit', () => {
  test.each([
    ['before it has moved', '1. [ab] 2.', 'x1. [ab] 2.', 'x'],
    ['behind it stays', '[ab] 1.', '[ab] 1x.', 'x'],
    ['of its own grows', '[ab] 1.', '[axb] 1.', ''],
    ['at its end grows', '[ab] 1.', '[abx] 1.', ''],
    ['that takes all of it out is where it was', '1 [ab] 2', '1 [] 2', ''],
  ])('%s', (_, before, after, added) => {
    const [earlier, later] = [marked(before), marked(after)];
    const moved = movedSpans(earlier.spans, earlier.text, later.text);
    expect(moved).toEqual(expect.arrayContaining(later.spans));
    expect(moved).toHaveLength(later.spans.length + added.length);
  });

  test('is in order and without overlap, and holds the edit', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const spans = fc.uniqueArray(fc.nat(12), { maxLength: 6 }).map((offsets) => {
      const sorted = [...offsets].sort((a, b) => a - b);
      return sorted.flatMap((start, index) => (index % 2 === 0 && sorted[index + 1] !== undefined ? [{ start, end: sorted[index + 1] ?? 0 }] : [])); // prettier-ignore
    });
    fc.assert(
      fc.property(letters, letters, spans, (earlier, text, all) => {
        const moved = movedSpans(all.filter(({ end }) => end <= earlier.length), earlier, text); // prettier-ignore
        moved.forEach(({ start, end }, index) => {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThan(moved[index - 1]?.end ?? -1);
        });
      }),
    );
  });
});
