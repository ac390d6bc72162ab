import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPassages } from '../../../../src/learning/examples/joinPassages.js';
import { exampleSet } from '../../../../src/learning/examples/labels.js';
import { passages } from '../../../../src/learning/examples/passages.js';

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const pieces = (text: string, most: number): string[] => passages(text, words, most).map(({ start, end }) => text.slice(start, end));

describe('A long text', () => {
  test('is read in passages that start and end at sentences and overlap', () => {
    const text = 'One two three. Four five. Six seven eight nine. Ten. Eleven twelve thirteen.';
    expect(pieces(text, 8)).toEqual(['One two three. Four five.', 'Four five. Six seven eight nine. Ten.', 'Ten. Eleven twelve thirteen.']);
  });

  test('without ends of sentences is cut between words', () => {
    expect(pieces('a b c d e f g h '.repeat(4), 8).every((piece) => words(piece) <= 8)).toBe(true);
  });

  test('is covered from its first word to its last', () => {
    const sentence = fc.array(fc.constantFrom('go', 'home', '𝒳', 'tomorrow'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (sentences, most) => {
        const text = sentences.map((each) => `${each.join(' ')}.`).join(' ');
        const spans = passages(text, words, most);
        for (const [index, { start, end }] of spans.entries()) {
          const before = index === 0 ? 0 : (spans[index - 1]?.end ?? 0);
          expect(text.slice(before, start).trim()).toBe('');
          expect(end).toBeGreaterThan(before);
        }
        expect(spans.at(-1)?.end).toBe(text.length);
      }),
    );
  });

  test.each(['Go home.', ' Go home.', 'Go home. ', '\n\u00a0 Go home.\t\r\n', ' '.repeat(50) + 'Go home.'])(
    'is the same with white space around it and without, as examples are learnt: %j',
    (text) => {
      expect(pieces(text, 8)).toEqual(['Go home.']);
      expect(exampleSet([{ text, label: 'a' }, { text: 'Stay.', label: 'b' }]).texts[0]).toBe('Go home.'); // prettier-ignore
    },
  );

  test.each(['', '   ', '…', '— !'])('without words has none: %j', (text) => {
    expect(passages(text, words, 8)).toEqual([]);
  });
});

describe('Passages together', () => {
  const parts = [
    { start: 0, end: 30, scores: [2, 0] },
    { start: 30, end: 40, scores: [0, 3] },
  ];

  test('are what their mean says, long ones counting more', () => {
    const { probabilities, deciding } = joinPassages(parts, 1, false);
    expect(probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(0.75 - 1.5)), 10);
    expect(deciding).toBe(0);
  });

  test('have each label that one of them has, where there may be several', () => {
    expect(joinPassages(parts, 1, true).probabilities.map((p) => p.toFixed(3))).toEqual(['0.881', '0.953']);
  });

  test('that are none say nothing', () => {
    expect(joinPassages([], 1, false).probabilities).toEqual([]);
  });
});
