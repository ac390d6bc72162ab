import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';
import { type JudgedSentence, taggerFigures } from '../../../../src/learning/tagging/taggerFigures.js';

const ann = { start: 0, end: 1, label: 'PER' };
const oslo = { start: 3, end: 5, label: 'LOC' };

const right: JudgedSentence = { words: 6, rightTags: 6, given: [ann, oslo], found: [ann, oslo] };
const short: JudgedSentence = { words: 6, rightTags: 5, given: [ann, oslo], found: [ann, { ...oslo, end: 4 }] };
const none: JudgedSentence = { words: 4, rightTags: 3, given: [ann], found: [] };

describe('Figures of a tagger', () => {
  test('count a finding only where its words and its label are exactly those given', () => {
    const { accuracy, overall, labels } = taggerFigures([right, short, none], ['LOC', 'PER'], seededRandom(1));
    expect(accuracy.value).toBeCloseTo(14 / 16);
    expect(overall).toMatchObject({ precision: 3 / 4, recall: 3 / 5 });
    expect(overall.f1.value).toBeCloseTo(6 / 9);
    expect(labels).toEqual([
      { name: 'LOC', precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 },
      { name: 'PER', precision: 1, recall: 2 / 3, f1: 4 / 5 },
    ]);
  });

  test('have an interval around them that is wide with few sentences', () => {
    const width = (sentences: readonly JudgedSentence[]): number => {
      const { f1 } = taggerFigures(sentences, ['LOC', 'PER'], seededRandom(1)).overall;
      expect(f1.low).toBeLessThanOrEqual(f1.value);
      expect(f1.high).toBeGreaterThanOrEqual(f1.value);
      return f1.high - f1.low;
    };
    const few = [right, short, none];
    expect(width(Array.from({ length: 30 }, () => few).flat())).toBeLessThan(width(few) / 2);
  });

  test('without a mistake do not claim that there never is one', () => {
    const { overall, accuracy } = taggerFigures([right, right], ['LOC', 'PER'], seededRandom(1));
    expect(overall.f1).toMatchObject({ value: 1, high: 1 });
    expect(overall.f1.low).toBeLessThan(0.9);
    expect(accuracy.low).toBeLessThan(1);
  });

  test('of a label that is never found are zero', () => {
    expect(taggerFigures([none], ['PER'], seededRandom(1)).labels).toEqual([{ name: 'PER', precision: 0, recall: 0, f1: 0 }]);
  });
});
