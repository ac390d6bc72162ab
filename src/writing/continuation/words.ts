import { throughFirstWord } from './firstWord.js';

/** The start of a text that holds its first `count` words, with what comes before and between them, and the signs that end the text. */
export function firstWords(text: string, count: number): string {
  let end = 0;
  for (let words = 0; words < count && end < text.length; words++) end += throughFirstWord(text.slice(end)).length;
  return /^[^\s\p{L}\p{N}]+$/u.test(text.slice(end)) ? text : text.slice(0, end);
}
