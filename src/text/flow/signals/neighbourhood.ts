import type { TextPair } from '../../../common/engineApi.js';

/** The three pairs that tell whether a sentence belongs where it stands. */
export interface Neighbourhood {
  /** The sentence behind the one before it. */
  readonly into: TextPair;
  /** The next sentence behind it; absent at the end of a paragraph. */
  readonly outOf?: TextPair;
  /** The next sentence behind the one before it, as if this one were not there. */
  readonly over?: TextPair;
}

/** How many sentences the text before a pair grows by. Neighbouring pairs mostly share it, so that a model reads it once. */
const step = 4;

/** The most characters of the text before a pair. */
const longestBefore = 1200;

/** What stands around a sentence of a paragraph that is not its first one. */
export function neighbourhood(sentences: readonly string[], index: number): Neighbourhood {
  const pair = (first: number, second: number): TextPair => ({
    before: textBefore(sentences, first),
    first: sentences[first] ?? '',
    second: sentences[second] ?? '',
  });
  const into = pair(index - 1, index);
  return index + 1 < sentences.length ? { into, outOf: pair(index, index + 1), over: pair(index - 1, index + 1) } : { into };
}

/** Two to five sentences before an index, as long as there are so many. */
export function textBefore(sentences: readonly string[], index: number): string {
  let front = step * Math.floor(Math.max(0, index - 2) / step);
  while (front < index && sentences.slice(front, index).join(' ').length > longestBefore) front++;
  return sentences.slice(front, index).join(' ');
}
