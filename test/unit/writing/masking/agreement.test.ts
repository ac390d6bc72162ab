import { describe, expect, test } from 'vitest';
import { type CausalView, causalViews, sharesOf } from '../../../../src/writing/masking/agreement.js';

/** What is said of candidates, given as the encoder's probability and the causal model's log-probability. */
function views(...rated: readonly (readonly [probability: number, log: number | undefined])[]): (CausalView | undefined)[] {
  return causalViews(
    rated.map(([probability, log]) => ({ probability, ...(log !== undefined && { causal: { word: log - 1, rest: 1 } }) })),
  );
}

describe('How the causal model sees candidates', () => {
  test('is its share among those that it voted on', () => {
    const [first, second, none] = views([0.5, Math.log(0.03)], [0.4, Math.log(0.01)], [0.1, undefined]);
    expect(first?.share).toBeCloseTo(0.75);
    expect(second?.share).toBeCloseTo(0.25);
    expect(none).toBeUndefined();
  });

  test.each<[verdict: string, rated: readonly [number, number][], expected: (string | undefined)[]]>([
    ['agreement', [[0.5, -1], [0.5, -2]], [undefined, undefined]], // prettier-ignore
    ['a preference and a doubt', [[0.9, -9], [0.05, -1]], ['doubts', 'prefers']], // prettier-ignore
    ['nothing about what neither would choose', [[0.9, -1], [0.05, -20]], [undefined, undefined]], // prettier-ignore
  ])('is put into words as %s', (_, rated, expected) => {
    expect(views(...rated).map((view) => view?.verdict)).toEqual(expected);
  });

  test('is nothing where it did not vote', () => {
    expect(views([0.5, undefined], [0.4, undefined])).toEqual([undefined, undefined]);
  });
});

test.each<[logs: (number | undefined)[], shares: (number | undefined)[]]>([
  [[], []],
  [[-1000], [1]],
  [
    [-1000, -1000],
    [0.5, 0.5],
  ],
  [[0, undefined, 0], [0.5, undefined, 0.5]], // prettier-ignore
])('Shares of %j', (logs, shares) => {
  expect(sharesOf(logs)).toEqual(shares);
});
