import { sentences } from '../../prose/sentences.js';

/** Closes a sentence, with the quotation marks and brackets that follow it. */
const finished = /[.!?…。！？]["'”’»)\]*_]*$/u;

/** A text without the sentence at its end that was not finished; empty where none was. */
export function wholeSentences(text: string): string {
  const found = sentences(text);
  const last = found.at(-1);
  if (last === undefined) return '';
  if (finished.test(text.slice(last.start, last.end))) return text.slice(0, last.end);
  return text.slice(0, found.at(-2)?.end ?? 0);
}
