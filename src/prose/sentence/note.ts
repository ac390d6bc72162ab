import { isPlainWord } from './abbreviations.js';

/** The number of a note, or several, with the next sentence after it. */
const note = /\d{1,3}(?:[,–-]\d{1,3}){0,4}(?=\s{1,3}["“‘(]?\p{Lu})/uy;
const wordBefore = /(?:^|[\s("“‘])(\p{L}+)$/u;

/**
 * After the number of a note that stands where a sentence ends, as superscript becomes in plain text ("groups.11 This");
 * `end` where there is none. Numbers with a point and names of files are none.
 * @param offset where the terminator stands
 * @param end after the terminator and what closes there
 */
export function endOfNote(text: string, offset: number, end: number): number {
  note.lastIndex = end;
  const [found] = note.exec(text) ?? [];
  if (found === undefined) return end;
  const isQuotation = end > offset + 1;
  const word = wordBefore.exec(text.slice(Math.max(0, offset - 32), offset))?.[1] ?? '';
  return isQuotation || isPlainWord(word) ? end + found.length : end;
}
