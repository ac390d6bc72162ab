import type { TaggerFigures } from '../../common/methods/training.js';
import { bootstrapInterval, type Estimate, resamples, shareEstimate } from '../validation/metrics.js';
import type { LabelledSpan } from './tagScheme.js';

/** What a sentence holds and what was found in it. */
export interface JudgedSentence {
  readonly words: number;
  /** Words whose tag was found. */
  readonly rightTags: number;
  readonly given: readonly LabelledSpan[];
  readonly found: readonly LabelledSpan[];
}

/**
 * How good a tagger is: precision, recall and F1 of whole findings (Tjong Kim Sang and De Meulder 2003), and the share of right tags. The
 * intervals come from resampling the sentences, with replacement, since the words of a sentence are not independent.
 */
export function taggerFigures(
  sentences: readonly JudgedSentence[],
  labels: readonly string[],
  random: () => number,
): Omit<TaggerFigures, 'folds'> {
  const counts = sentences.map((sentence) => ({ ...countsOf(sentence), words: sentence.words, rightTags: sentence.rightTags }));
  const sum = (of: readonly (typeof counts)[number][]): Counts => of.reduce(added, none);
  const all = sum(counts);
  const drawn = Array.from({ length: resamples }, () => {
    return sum(counts.map(() => counts[Math.floor(random() * counts.length)] as (typeof counts)[number]));
  });
  return {
    accuracy: estimate(
      all.rightTags,
      all.words,
      drawn.map(({ rightTags, words }) => rightTags / Math.max(1, words)),
    ),
    overall: { ...figuresOf(all), f1: estimate(2 * all.right, all.given + all.found, drawn.map(f1Of)) },
    labels: labels.map((name) => {
      const own = sum(sentences.map((sentence) => ({ ...none, ...countsOf(sentence, name) })));
      return { name, ...figuresOf(own), f1: f1Of(own) };
    }),
  };
}

interface Counts {
  readonly given: number;
  readonly found: number;
  readonly right: number;
  readonly words: number;
  readonly rightTags: number;
}

const none: Counts = { given: 0, found: 0, right: 0, words: 0, rightTags: 0 };

function added(a: Counts, b: Counts): Counts {
  return {
    given: a.given + b.given,
    found: a.found + b.found,
    right: a.right + b.right,
    words: a.words + b.words,
    rightTags: a.rightTags + b.rightTags,
  };
}

function countsOf(sentence: JudgedSentence, label?: string): Pick<Counts, 'given' | 'found' | 'right'> {
  const wanted = (spans: readonly LabelledSpan[]): readonly LabelledSpan[] =>
    label === undefined ? spans : spans.filter((span) => span.label === label);
  const key = ({ start, end, label: name }: LabelledSpan): string => `${start} ${end} ${name}`;
  const [given, found] = [wanted(sentence.given), wanted(sentence.found)];
  const known = new Set(given.map(key));
  return { given: given.length, found: found.length, right: found.filter((span) => known.has(key(span))).length };
}

function figuresOf({ given, found, right }: Counts): { precision: number; recall: number } {
  return { precision: right / Math.max(1, found), recall: right / Math.max(1, given) };
}

function f1Of({ given, found, right }: Counts): number {
  return (2 * right) / Math.max(1, given + found);
}

/** Resampling sentences without a mistake would claim that there never is one. */
function estimate(right: number, all: number, drawn: readonly number[]): Estimate {
  return right === all ? shareEstimate(right, all) : bootstrapInterval(right / Math.max(1, all), drawn);
}
