import { isWordAt } from '../../prose/characters.js';
import { wordSpans } from './wordSpans.js';

/** The most words that are compared. */
const maxWords = 12;

/** Words that people write twice in a row. */
const doubled = new Set(
  'that had is very so really no yes ha haha now now well there long far many more much again oh bye blah night ever on and you'.split(' '),
);

/** A completion without the words with which it repeats the last ones before the caret: "in the | in the end". */
export function jointOverlap(completion: string, before: string): string {
  const tail = before.slice(-200);
  const isInWord = isWordAt(tail, tail.length - 1) && isWordAt(completion, 0);
  const words = wordSpans(completion).slice(0, maxWords);
  const last = wordSpans(tail);
  const lastWord = last.at(-1);
  // A paragraph may well begin with the words of its heading.
  if (/\n[ \t]*\n/.test(tail.slice(lastWord?.end))) return completion;
  if (isInWord || !lastWord || completion.slice(0, words[0]?.start).trim() !== '' || tail.slice(lastWord.end).trim() !== '')
    return completion;
  for (let count = Math.min(words.length, last.length); count > 0; count--) {
    const same = last.slice(-count).every(({ word }, index) => word === words[index]?.word);
    if (!same || (count === 1 && doubled.has(lastWord.word))) continue;
    const rest = completion.slice(words[count - 1]?.end);
    return /\s$/.test(before) ? rest.trimStart() : rest;
  }
  return completion;
}
