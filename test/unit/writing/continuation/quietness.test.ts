import { describe, expect, test } from 'vitest';
import type { Completion } from '../../../../src/common/methods/completion.js';
import type { Quietness } from '../../../../src/common/completionRecord.js';
import { judge, thresholds } from '../../../../src/writing/continuation/quietness.js';

function shown(
  quietness: Quietness,
  whole: number,
  firstWord: number,
  insideWord = false,
  correct = (chance: number): number => chance,
): string {
  const completion: Completion = { text: ' a word', tokens: [], stop: 'sentence', acceptance: { whole, firstWord } };
  return judge(completion, thresholds[quietness], insideWord, correct).show;
}

describe('What is shown depends on how sure it is and how quiet Cloze is to be', () => {
  test.each<[quietness: Quietness, whole: number, firstWord: number, expected: string]>([
    ['quiet', 0.5, 0.7, 'whole'],
    ['quiet', 0.2, 0.7, 'first-word'],
    ['quiet', 0.5, 0.55, 'nothing'],
    ['balanced', 0.2, 0.5, 'whole'],
    ['balanced', 0.1, 0.5, 'first-word'],
    ['balanced', 0.3, 0.3, 'nothing'],
    ['eager', 0.05, 0.25, 'whole'],
    ['eager', 0.01, 0.25, 'first-word'],
    ['eager', 0.15, 0.15, 'nothing'],
  ])('%s, with chances of %d and %d: %s', (quietness, whole, firstWord, expected) => {
    expect(shown(quietness, whole, firstWord)).toBe(expected);
  });

  test('inside a word only what is very sure is shown', () => {
    expect([shown('balanced', 0.6, 0.6, true), shown('balanced', 0.6, 0.8, true)]).toEqual(['nothing', 'whole']);
  });

  test('what was learnt from the writer counts', () => {
    expect(shown('balanced', 0.5, 0.5, false, (chance) => chance / 3)).toBe('nothing');
  });

  test('a quieter choice shows no more than a more eager one, and ends sooner', () => {
    const [quiet, balanced, eager] = [thresholds.quiet, thresholds.balanced, thresholds.eager];
    for (const key of ['firstWord', 'insideWord', 'whole', 'minConfidence'] as const) {
      expect(quiet[key]).toBeGreaterThan(balanced[key]);
      expect(balanced[key]).toBeGreaterThan(eager[key]);
    }
  });
});
