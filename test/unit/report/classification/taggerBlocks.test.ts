import { describe, expect, test } from 'vitest';
import type { TaggerFigures, TaggerReport } from '../../../../src/common/methods/training.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { taggerBlocks } from '../../../../src/report/classification/taggerBlocks.js';

const f1 = { value: 0.8, low: 0.7, high: 0.9 };
const figures: TaggerFigures = {
  folds: 5,
  accuracy: { value: 0.95, low: 0.92, high: 0.97 },
  overall: { precision: 0.75, recall: 0.85, f1 },
  labels: [{ name: 'PER', precision: 0.6, recall: 0.5, f1: 0.55 }],
};
const unproven: TaggerReport = { unit: 'span', sentences: 40, words: 400, labels: [{ name: 'PER', examples: 30 }], majority: 0.9 };
const report: TaggerReport = { ...unproven, figures };

/** The rows of all tables, and the sentences, as they are read. */
function read(of: TaggerReport): string[] {
  return taggerBlocks(of, inEnglish).flatMap((block) => {
    if (block.kind === 'table') return [block.title, ...block.rows.map((row) => row.join(' ').trim())];
    return block.kind === 'sentence' ? [block.text] : [];
  });
}

describe('A report on a classifier of words', () => {
  test('says what it learned from and how good it is, with the baseline beside it', () => {
    expect(read(report)).toEqual([
      'Examples, in 40 sentences of 400 words and punctuation marks',
      'PER 30',
      'Held-out sentences (5-fold cross-validation), with 95 % confidence',
      'F1 80 % (70 % to 90 %)',
      'right when predicted 75 %',
      'found 85 %',
      'words with the right tag 95 % (92 % to 97 %)',
      'baseline: always the most frequent tag 90 %',
      'Each label',
      'PER 60 % 50 % 55 %',
    ]);
  });

  test('has no figures about findings where each word has a label', () => {
    const rows = read({ ...report, unit: 'word' });
    expect(rows).toContain('words with the right tag 95 % (92 % to 97 %)');
    expect(rows.filter((row) => row.startsWith('F1') || row.startsWith('found'))).toEqual([]);
  });

  test.each<[why: string, change: Partial<TaggerReport>, said: RegExp]>([
    ['there is one sentence', { sentences: 1 }, /^There is only one sentence, so none could be held out/],
    ['a label has too few examples', { labels: [{ name: 'PER', examples: 2 }] }, /PER/],
  ])('says why it has none where %s', (_why, change, said) => {
    expect(read({ ...unproven, ...change }).at(-1)).toMatch(said);
  });
});
