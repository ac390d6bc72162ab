import { describe, expect, test } from 'vitest';
import { leastSure } from '../../../../src/learning/examples/leastSure.js';

const text = (...probabilities: number[]): Parameters<typeof leastSure>[0][number] => ({ probabilities, passages: [], deciding: 0 });

describe('What to label next', () => {
  test('is what the classifier is least sure about, with what it holds likely first', () => {
    const texts = [text(0.9, 0.05, 0.05), text(0.3, 0.36, 0.34), text(0.5, 0.1, 0.4), text()];
    const found = leastSure(texts, { labels: ['a', 'b', 'c'] }, 2);
    expect(found.map(({ index }) => index)).toEqual([1, 2]);
    expect(found[0]?.labels.map(({ label }) => label)).toEqual(['b', 'c', 'a']);
  });

  test('is, where a text may have several labels, what is nearest to a threshold', () => {
    const texts = [text(0.5, 0.1), text(0.9, 0.31), text(0.05, 0.95)];
    expect(leastSure(texts, { labels: ['a', 'b'], thresholds: [0.7, 0.3] }, 3).map(({ index }) => index)).toEqual([1, 0, 2]);
  });
});
