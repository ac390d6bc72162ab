import { describe, expect, test } from 'vitest';
import { ContextIndex, historyLength } from '../../../../src/learning/manuscript/contextIndex.js';
import { contextDepth } from '../../../../src/learning/manuscript/contextOrder.js';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';

const separator = 9;

/** What follows a context, by reading all of the texts. */
function counted(tokens: readonly number[], context: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [place, token] of tokens.entries()) {
    if (token === separator || !context.every((each, at) => tokens[place - context.length + at] === each)) continue;
    counts[token] = (counts[token] ?? 0) + 1;
  }
  return counts;
}

function found(index: ContextIndex, history: readonly number[], length: number): Record<string, number> {
  const range = index.ranges(history).find((each) => each.length === length);
  return range === undefined ? {} : Object.fromEntries(index.followers(index.placesIn(range)).counts);
}

describe('The contexts of texts', () => {
  test.each([1, 2, 3, 4, 5])('of %i tokens are followed by what follows them in the texts, and by nothing else', (length) => {
    const random = seededRandom(46);
    const tokens = Array.from({ length: 400 }, () => (random() < 0.05 ? separator : Math.floor(random() * 4)));
    const index = ContextIndex.of(Uint16Array.from(tokens), separator);
    for (let nth = 0; nth < 60; nth++) {
      const history = Array.from({ length: contextDepth }, () => Math.floor(random() * 4));
      expect(found(index, history, length)).toEqual(counted(tokens, history.slice(-length)));
    }
  });

  test('end where a text begins', () => {
    const index = ContextIndex.of(Uint16Array.from([1, 2, separator, 1, 3, separator]), separator);
    expect(found(index, [separator, 1], 1)).toEqual({ 2: 1, 3: 1 });
    expect(index.ranges([2, 1])).toHaveLength(1);
  });

  test('are looked at in a bounded number of places, evenly spread', () => {
    const index = ContextIndex.of(
      Uint16Array.from({ length: 9000 }, (_, at) => (at % 2 === 0 ? 1 : at < 4500 ? 2 : 3)),
      separator,
    );
    const [range] = index.ranges([1]);
    const { counts, total } = index.followers(index.placesIn(range as NonNullable<typeof range>));
    expect(total).toBe(1024);
    expect(counts.get(2)).toBeCloseTo(512, -1);
  });

  test('leave out the place that is being written, and not another that is like it', () => {
    const passage = Array.from({ length: historyLength }, (_, at) => at);
    const tokens = [...passage, 80, 99, ...passage.slice(-contextDepth), 70];
    const index = ContextIndex.of(Uint16Array.from(tokens), 99);
    const ranges = index.ranges(passage);
    const own = index.ownPlace(passage, ranges);
    expect(own).toBe(historyLength);
    expect(index.placesIn(ranges[0] as (typeof ranges)[0], own).map((place) => tokens[place])).toEqual([70]);
    expect(index.ownPlace(passage.slice(-10), ranges)).toBeUndefined();
  });

  test('of no text are none', () => {
    const index = ContextIndex.of(new Uint16Array(), separator);
    expect(index.ranges([1, 2])).toEqual([]);
    expect(index.shares().every((share) => share === 0)).toBe(true);
  });
});
