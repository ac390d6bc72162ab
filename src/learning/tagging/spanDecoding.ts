import { largestIndex, logSumExp, softmax } from '../linear/softmax.js';
import { type LabelledSpan, spansOf, tagNames } from './tagScheme.js';

/** A label that was found, and how probable it is. */
export interface FoundSpan extends LabelledSpan {
  readonly probability: number;
}

/**
 * The most probable spans of a sentence, as no tag I- may follow what is not of its label: the best path of all valid ones (Viterbi 1967).
 * A span's probability is that of exactly these words with exactly this label, the sum over all valid paths that have it.
 * @param scores of the tags of each word, [words · tags], tags in the order of `tagNames(labels)`
 */
export function decodeSpans(scores: ArrayLike<number>, labels: readonly string[], temperature: number): FoundSpan[] {
  const names = tagNames(labels);
  const scaled = Float64Array.from(scores, (score) => score / temperature);
  const spans = spansOf(bestPath(scaled, names.length).map((tag) => names[tag] as string));
  const probability = spanProbability(scaled, names.length);
  return spans.map((span) => ({ ...span, probability: probability(span, 1 + 2 * labels.indexOf(span.label)) }));
}

/** The most probable tag of each word by itself. */
export function decodeWords(scores: ArrayLike<number>, tags: readonly string[], temperature: number): FoundSpan[] {
  return Array.from({ length: scores.length / tags.length }, (_, word) => {
    const probabilities = softmax(Array.from(tags, (_tag, tag) => scores[word * tags.length + tag] as number), temperature); // prettier-ignore
    const best = largestIndex(probabilities);
    return { start: word, end: word + 1, label: tags[best] as string, probability: probabilities[best] as number };
  });
}

/** Tags I- have even indexes; the tag B- of the same label is the one before. */
function goesOn(tag: number): boolean {
  return tag > 0 && tag % 2 === 0;
}

function bestPath(scores: Float64Array, tags: number): number[] {
  const words = scores.length / tags;
  const from = new Int32Array(scores.length);
  let before = new Float64Array(tags).fill(-Infinity);
  // Before the first word there is nothing to go on with.
  before[0] = 0;
  for (let word = 0; word < words; word++) {
    const best = largestIndex(before);
    const next = new Float64Array(tags);
    for (let tag = 0; tag < tags; tag++) {
      const own = (before[tag] as number) >= (before[tag - 1] as number) ? tag : tag - 1;
      const previous = goesOn(tag) ? own : best;
      from[word * tags + tag] = previous;
      next[tag] = (before[previous] as number) + (scores[word * tags + tag] as number);
    }
    before = next;
  }
  const path: number[] = [];
  for (let word = words - 1, tag = largestIndex(before); word >= 0; tag = from[word-- * tags + tag] as number) path.unshift(tag);
  return path;
}

/** Sums over all valid paths, forwards and backwards (Rabiner 1989), and from these the probability of a span by its tag B-. */
function spanProbability(scores: Float64Array, tags: number): (span: { start: number; end: number }, begin: number) => number {
  const words = scores.length / tags;
  const score = (word: number, tag: number): number => scores[word * tags + tag] as number;
  // Paths up to a word that have a tag there; paths after a word; and those of the latter that begin something at the word.
  const ahead = new Float64Array(scores.length);
  const behind = new Float64Array(scores.length);
  const begun = new Float64Array(words + 1);
  for (let word = 0; word < words; word++) {
    const all = word === 0 ? 0 : logSumExp(ahead, (word - 1) * tags, word * tags);
    for (let tag = 0; tag < tags; tag++) {
      const at = (word - 1) * tags + tag;
      const own = word === 0 ? -Infinity : logSumExp(ahead, at - 1, at + 1);
      ahead[word * tags + tag] = score(word, tag) + (goesOn(tag) ? own : all);
    }
  }
  for (let word = words - 1; word >= 0; word--) {
    const isLast = word === words - 1;
    for (let tag = 0; tag < tags; tag++) {
      const on = tag % 2 === 1 ? tag + 1 : tag;
      const own = isLast || tag === 0 ? -Infinity : score(word + 1, on) + (behind[(word + 1) * tags + on] as number);
      behind[word * tags + tag] = logSumExp([isLast ? 0 : (begun[word + 1] as number), own]);
    }
    const starts = Array.from({ length: tags }, (_, tag) => (goesOn(tag) ? -Infinity : score(word, tag) + (behind[word * tags + tag] as number))); // prettier-ignore
    begun[word] = logSumExp(starts);
  }
  return ({ start, end }, begin) => {
    let sum = ahead[start * tags + begin] as number;
    for (let word = start + 1; word < end; word++) sum += score(word, begin + 1);
    return Math.exp(sum + (begun[end] as number) - (begun[0] as number));
  };
}
