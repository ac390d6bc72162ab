import { maxOf } from '../../common/extremes.js';
import type { TaggerReport } from '../../common/methods/training.js';
import { minForFigures, type TrainedHead } from '../heads/trainHead.js';
import { tooFew } from '../heads/trainingReport.js';
import { decodeSpans, decodeWords } from './spanDecoding.js';
import { type JudgedSentence, taggerFigures } from './taggerFigures.js';
import { type LabelledSpan, tagsOf } from './tagScheme.js';

/** What a tagger was trained on. */
export interface TaggerExamples {
  readonly unit: 'span' | 'word';
  readonly labels: readonly string[];
  /** What a word may be, in the order of the classifier's classes. */
  readonly tags: readonly string[];
  readonly sentences: readonly { readonly tags: Int32Array; readonly spans: readonly LabelledSpan[] }[];
}

/** Puts together what people should know before they trust a tagger. */
export function taggerReport(examples: TaggerExamples, { heldOut, temperature }: TrainedHead, random: () => number): TaggerReport {
  const { unit, labels, sentences } = examples;
  const all = sentences.flatMap(({ spans }) => spans);
  const counts = labels.map((name) => ({ name, examples: all.filter(({ label }) => label === name).length }));
  const rare = counts.filter((label) => label.examples < minForFigures);
  const words = sentences.reduce((sum, { tags }) => sum + tags.length, 0);
  const known = { unit, sentences: sentences.length, words, labels: counts, majority: majorityOf(examples) / words };
  if (rare.length > 0) return { ...known, note: tooFew(rare.map(({ name }) => name)) };
  if (heldOut === undefined)
    return { ...known, note: 'There is one sentence only, so that none could be held out to say how good this tagger is.' };
  const judged = judgedSentences(examples, heldOut.scores, temperature);
  return { ...known, figures: { folds: heldOut.folds.length, ...taggerFigures(judged, labels, random) } };
}

function majorityOf({ tags, sentences }: TaggerExamples): number {
  const counts = tags.map(() => 0);
  for (const sentence of sentences) for (const tag of sentence.tags) counts[tag] = (counts[tag] ?? 0) + 1;
  return maxOf(counts);
}

function judgedSentences({ unit, labels, tags, sentences }: TaggerExamples, scores: Float64Array, temperature: number): JudgedSentence[] {
  let words = 0;
  return sentences.map(({ tags: given, spans }): JudgedSentence => {
    const from = words;
    words += given.length;
    const own = scores.subarray(from * tags.length, words * tags.length);
    const found = unit === 'span' ? decodeSpans(own, labels, temperature) : decodeWords(own, tags, temperature);
    const said = unit === 'span' ? tagsOf(found, given.length) : found.map(({ label }) => label);
    const rightTags = given.reduce((sum, tag, word) => sum + Number(tags[tag] === said[word]), 0);
    return { words: given.length, rightTags, given: spans, found };
  });
}
