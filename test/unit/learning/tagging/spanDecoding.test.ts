import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSpans, decodeWords } from '../../../../src/learning/tagging/spanDecoding.js';
import { type LabelledSpan, spansOf, tagNames } from '../../../../src/learning/tagging/tagScheme.js';

const labels = ['LOC', 'PER'];
const names = tagNames(labels);

/** Every valid sequence of tags, as spans, with its weight: all that a decoder could say. */
function allPaths(scores: readonly number[], temperature: number): { readonly spans: LabelledSpan[]; readonly weight: number }[] {
  const words = scores.length / names.length;
  let paths: { tags: number[]; score: number }[] = [{ tags: [], score: 0 }];
  for (let word = 0; word < words; word++) {
    paths = paths.flatMap(({ tags, score }) =>
      [...names.keys()]
        .filter((tag) => !names[tag]?.startsWith('I-') || names[tags.at(-1) ?? 0]?.slice(2) === names[tag].slice(2))
        .map((tag) => ({ tags: [...tags, tag], score: score + (scores[word * names.length + tag] ?? NaN) / temperature })),
    );
  }
  return paths.map(({ tags, score }) => ({ spans: spansOf(tags.map((tag) => names[tag] ?? '')), weight: Math.exp(score) }));
}

const key = ({ start, end, label }: LabelledSpan): string => `${start}-${end} ${label}`;

const sentence = fc
  .integer({ min: 1, max: 4 })
  .chain((words) => fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: words * 5, maxLength: words * 5 }));

describe('Scores of tags', () => {
  test('become the most probable valid spans, each with the probability of all readings that have it', () => {
    fc.assert(
      fc.property(sentence, fc.double({ min: 0.5, max: 2, noNaN: true }), (scores, temperature) => {
        const found = decodeSpans(scores, labels, temperature);
        const paths = allPaths(scores, temperature);
        const best = Math.max(...paths.map(({ weight }) => weight));
        const total = paths.reduce((sum, { weight }) => sum + weight, 0);
        const same = paths.filter(({ spans }) => spans.map(key).join() === found.map(key).join());
        expect(Math.max(...same.map(({ weight }) => weight)) / best).toBeCloseTo(1, 9);
        for (const span of found) {
          const having = paths.filter(({ spans }) => spans.some((other) => key(other) === key(span)));
          expect(span.probability).toBeCloseTo(having.reduce((sum, { weight }) => sum + weight, 0) / total, 9);
        }
      }),
    );
  });

  test('never go on with what has not begun', () => {
    const inside = names.map((name) => (name === 'I-PER' ? 9 : 0));
    expect(decodeSpans([...inside, ...inside], labels, 1)).toMatchObject([{ start: 0, end: 2, label: 'PER' }]);
  });

  test('of an empty sentence are nothing', () => {
    expect(decodeSpans([], labels, 1)).toEqual([]);
  });

  test('label each word by itself where all have a tag', () => {
    const found = decodeWords([2, 0, 0, 1], ['NOUN', 'VERB'], 1);
    expect(found.map(({ start, end, label }) => [start, end, label])).toEqual([
      [0, 1, 'NOUN'],
      [1, 2, 'VERB'],
    ]);
    expect(found[0]?.probability).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 1), 9);
  });
});
