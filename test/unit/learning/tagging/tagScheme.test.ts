import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LabelledSpan, spansOf, tagsOf, unitOf } from '../../../../src/learning/tagging/tagScheme.js';

type Write = (spans: readonly LabelledSpan[], words: number) => string[];

/** Tags by where in its span a word is. */
function written(at: (span: LabelledSpan, word: number, before: LabelledSpan | undefined) => string): Write {
  return (spans, words) => {
    const tags = Array<string>(words).fill('O');
    spans.forEach((span, index) => {
      for (let word = span.start; word < span.end; word++) tags[word] = at(span, word, spans[index - 1]);
    });
    return tags;
  };
}

const isFirst = ({ start }: LabelledSpan, word: number): boolean => word === start;
const isLast = ({ end }: LabelledSpan, word: number): boolean => word === end - 1;
const touches = (before: LabelledSpan | undefined, { start, label }: LabelledSpan): boolean =>
  before?.end === start && before.label === label;

const schemes: readonly [string, Write][] = [
  ['IOB1', written((span, word, before) => `${isFirst(span, word) && touches(before, span) ? 'B' : 'I'}-${span.label}`)],
  ['IOB2', written((span, word) => `${isFirst(span, word) ? 'B' : 'I'}-${span.label}`)],
  [
    'BIOES',
    written((span, word) => `${isFirst(span, word) ? (isLast(span, word) ? 'S' : 'B') : isLast(span, word) ? 'E' : 'I'}-${span.label}`),
  ],
  [
    'BILOU',
    written((span, word) => `${isFirst(span, word) ? (isLast(span, word) ? 'U' : 'B') : isLast(span, word) ? 'L' : 'I'}-${span.label}`),
  ],
];

/** Spans one after the other, some of which touch, with the number of words. */
const sentence = fc
  .array(fc.record({ gap: fc.nat(2), length: fc.integer({ min: 1, max: 3 }), label: fc.constantFrom('PER', 'LOC', 'B-SIDE') }), {
    maxLength: 6,
  })
  .map((parts) => {
    let at = 0;
    const spans = parts.map(({ gap, length, label }) => ({ start: at + gap, end: (at += gap + length), label }));
    return { spans, words: at + 1 };
  });

describe('Tags', () => {
  test.each(schemes)('in %s stand for the spans that they were made of', (_, write) => {
    fc.assert(
      fc.property(sentence, ({ spans, words }) => {
        expect(spansOf(write(spans, words))).toEqual(spans);
      }),
    );
  });

  test('of our own are IOB2', () => {
    fc.assert(
      fc.property(sentence, ({ spans, words }) => {
        expect(tagsOf(spans, words)).toEqual(schemes[1]?.[1](spans, words));
      }),
    );
  });

  test.each<[string, string[], LabelledSpan[]]>([
    ['names alone, neighbours together', ['PER', 'PER', 'O', 'LOC', 'PER'], [{ start: 0, end: 2, label: 'PER' }, { start: 3, end: 4, label: 'LOC' }, { start: 4, end: 5, label: 'PER' }]], // prettier-ignore
    ['an I- tag that follows nothing', ['O', 'I-PER', 'I-LOC'], [{ start: 1, end: 2, label: 'PER' }, { start: 2, end: 3, label: 'LOC' }]], // prettier-ignore
    ['letters without a label', ['B', 'I', 'O', 'B', 'B'], [{ start: 0, end: 2, label: 'span' }, { start: 3, end: 4, label: 'span' }, { start: 4, end: 5, label: 'span' }]], // prettier-ignore
    ['nothing', ['O', 'O'], []],
  ])('may be %s', (_, tags, spans) => {
    expect(spansOf(tags)).toEqual(spans);
  });

  test.each<[string[], 'span' | 'word']>([
    [['B-PER', 'I-PER'], 'span'],
    [['PER', 'O'], 'span'],
    [['NOUN', 'VERB', 'X'], 'word'],
  ])('%j label a %s', (tags, unit) => {
    expect(unitOf(tags)).toBe(unit);
  });
});
