import { loopStart } from './loops.js';
import { repeatedSentenceStart } from './repeatedSentence.js';
import { jointOverlap } from './jointOverlap.js';
import { jointPunctuation } from './jointPunctuation.js';

/** What leads over to a part that is cut. */
const loose = /(?:[\s,;:—–-]+(?:and|or|but|nor|then))?[\s,;:—–-]*$/i;

/**
 * A completion without what stands before the caret already: the same word, words or punctuation twice at the joint, a sentence that
 * was there before, and loops, in which the same words come again and again. Empty when nothing new is left.
 */
export function trimAgainstPrefix(completion: string, before: string): string {
  const joined = jointPunctuation(jointOverlap(completion, before), before);
  const end = Math.min(loopStart(joined, before), repeatedSentenceStart(joined, before));
  const text = end < joined.length ? joined.slice(0, end).replace(loose, '') : joined;
  return text.trim() === '' ? '' : text;
}
