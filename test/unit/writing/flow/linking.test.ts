import { describe, expect, test } from 'vitest';
import type { PairRating, RatePairsRequest, RatePairsResult } from '../../../../src/common/methods/scoring.js';
import { PairRatings } from '../../../../src/writing/flow/check/pairRatings.js';
import { bestLink } from '../../../../src/writing/flow/linking.js';

const first = 'He wrote down the wind.';
const second = 'Revenue rose sharply.';
const near = 'The wind was worth money.';
const far = 'His sister sold the books.';
const off = 'Then he slept.';

/** How well sentences follow each other; 0 where nothing is said. */
const odds: Record<string, number> = {
  [`${first}|${second}`]: -4,
  [`${first}|${near}`]: 3,
  [`${near}|${second}`]: 1,
  [`${first}|${far}`]: -1,
  [`${far}|${second}`]: 2,
  [`${first}|${off}`]: 5,
  [`${off}|${second}`]: -6,
};

function ratings(lacksHead = false): PairRatings {
  return new PairRatings(({ pairs, signals }: RatePairsRequest): Promise<RatePairsResult> => {
    const [signal] = signals;
    if (lacksHead && signal === 'next-sentence') return Promise.resolve({ ratings: [], missing: [{ signal, reason: 'No head.' }] });
    const rated = pairs.map((pair): PairRating => {
      const value = odds[`${pair.first}|${pair.second}`] ?? 0;
      return signal === 'surprisal' ? { surprisal: { alone: 40, after: 40 - value, tokens: 5 } } : { nextSentence: value };
    });
    return Promise.resolve({ ratings: rated, missing: [] });
  });
}

const pair = { before: '', first, second };

describe('A sentence that links two', () => {
  test.each([
    ['is the one that fits best on both sides', [off, far, near], near],
    ['is whole', ['The wind was', near.slice(0, -1), ' …', far], far],
    ['repeats neither of them', [first, `${second} `], undefined],
    ['leads to the second one better than the first one does', [off], undefined],
    ['may be none', [], undefined],
  ])('%s', async (_, proposals, expected) => {
    expect(await bestLink(proposals, pair, ratings())).toBe(expected);
  });

  test('is found by surprisal where the encoder knows nothing about sentences', async () => {
    expect(await bestLink([off, far, near], pair, ratings(true))).toBe(near);
  });
});
