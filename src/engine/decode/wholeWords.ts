import { isUnspacedScriptAt, trimEndOffset } from '../../text/characters.js';
import { graphemeStart } from '../../text/graphemes.js';

const words = /[\p{L}\p{N}\p{M}]+(?:['’‐-][\p{L}\p{N}\p{M}]+)*/gu;
const wordAtEnd = /[\p{L}\p{N}\p{M}]+(?:['’‐-][\p{L}\p{N}\p{M}]+)*['’‐-]?$/u;

/**
 * How much of a continuation may stay when it is cut off: up to the last place where neither a word nor a character of
 * several code points (an emoji with its skin tone, a letter with its accents) goes on in `next`, without the white
 * space before that place. 0 when nothing may stay, or when what may stay holds no word.
 * @param next What would have come. Without it, a word at the end counts as unfinished.
 */
export function wholeWords(text: string, next: string | undefined): number {
  const end = trimEndOffset(text, 0, startOfUnfinished(text, next));
  return /[\p{L}\p{N}]/u.test(text.slice(0, end)) ? end : 0;
}

function startOfUnfinished(text: string, next: string | undefined): number {
  const end = text.length;
  const all = text + (next ?? '');
  const grapheme = graphemeStart(all, end);
  if (isUnspacedScriptAt(all, end) || isUnspacedScriptAt(text, end - 1)) return grapheme;
  if (next === undefined) return wordAtEnd.exec(text)?.index ?? end;
  const word = [...all.matchAll(words)].find(({ index, 0: match }) => index < end && index + match.length > end);
  return Math.min(word?.index ?? end, grapheme);
}
