import { loopStart } from './loops.js';
import { repeatedSentenceStart } from './repeatedSentence.js';
import { jointOverlap } from './jointOverlap.js';
import { isWordAt } from '../../prose/characters.js';

/** What leads over to a part that is cut. */
const loose = /(?:[\s,;:—–-]+(?:and|or|but|nor|then))?[\s,;:—–-]*$/i;

/**
 * A completion without what comes before the caret already: the same word, words or punctuation twice at the joint, a sentence that
 * was there before, and loops, in which the same words come again and again. Empty when nothing new is left.
 */
export function trimAgainstPrefix(completion: string, before: string): string {
  const joined = jointPunctuation(jointOverlap(completion, before), before);
  const end = Math.min(loopStart(joined, before), repeatedSentenceStart(joined, before));
  const text = end < joined.length ? joined.slice(0, end).replace(loose, '') : joined;
  return text.trim() === '' ? '' : text;
}

/** Signs that add nothing to what comes before the caret already: dots to dots or to a question, a comma to a comma. */
const repeated: readonly (readonly [before: RegExp, completion: RegExp])[] = [
  [/[.…!?]["'”’»)*_]*$/, /^(?:[.…]|\. )+/],
  [/[,;:!?…]$/, /^[,;:]+/],
];

/** A completion without the punctuation with which it goes on from punctuation before the caret: "I do not know...| ... I am". */
function jointPunctuation(completion: string, before: string): string {
  const tail = before.slice(-8);
  for (const [ends, begins] of repeated) {
    const found = ends.test(tail) ? begins.exec(completion)?.[0] : undefined;
    if (found === undefined || /^\.\d/.test(completion)) continue;
    const rest = completion.slice(found.length);
    return isWordAt(rest, 0) ? ` ${rest}` : rest;
  }
  return completion;
}
