import { isSpace, isWordAt } from '../../prose/characters.js';
import type { Span } from '../../prose/span.js';
import { maskSigns } from './maskSigns.js';

/** The most words that one place may have. */
export const maxWords = 4;

/** No word is longer; a stretch of letters that is, is not a word. */
const longestWord = 100;

const apostrophes = "'’";
const joiners = `${apostrophes}-‐‑`;

/** The end of a word that shows whose something is; it stays when the word is replaced. */
const possessive = new RegExp(`[${apostrophes}]s$`, 'i');

/**
 * The word that an offset is in or at the edge of, with hyphens and apostrophes inside it, but without a possessive `'s`; a sign of a
 * missing word where the offset is at one. `undefined` where there is neither.
 */
export function wordAt(text: string, offset: number): Span | undefined {
  const from = Math.max(0, offset - longestWord);
  const sign = maskSigns(text.slice(from, offset + longestWord)).find(({ start, end }) => from + start <= offset && offset <= from + end);
  if (sign !== undefined) return { start: from + sign.start, end: from + sign.end };
  const start = wordStart(text, offset);
  const end = wordEnd(text, offset);
  if (start === end || end - start > longestWord || !/\p{L}/u.test(text.slice(start, end))) return undefined;
  const owner = text.slice(start, end).replace(possessive, '');
  return { start, end: offset <= start + owner.length ? start + owner.length : end };
}

/** Why a selection is no place for a word. */
export type NoPlace = 'no-word' | 'too-many-words' | 'several-paragraphs';

/**
 * The words of a selection as one place: whole words, without the spaces and signs around them. A selection may be of one paragraph and
 * of up to four words.
 */
export function wordsIn(text: string, selection: Span): Span | NoPlace {
  const sign = signIn(text, selection);
  if (sign !== undefined) return sign;
  let { start, end } = selection;
  while (start < end && !isInWord(text, start)) start++;
  while (end > start && !isInWord(text, end - 1)) end--;
  if (start === end) return 'no-word';
  if (/\n[ \t]*\r?\n/.test(text.slice(start, end))) return 'several-paragraphs';
  const whole = { start: wordStart(text, start), end: wordEnd(text, end) };
  const words = text.slice(whole.start, whole.end).split(/\s+/).length;
  return words > maxWords ? 'too-many-words' : whole;
}

/** The sign that a selection holds, if it holds no word beside it. */
function signIn(text: string, { start, end }: Span): Span | undefined {
  const selected = text.slice(start, end);
  const [sign, another] = maskSigns(selected);
  const isAlone = sign && another === undefined && !/[\p{L}\p{N}]/u.test(selected.slice(0, sign.start) + selected.slice(sign.end));
  return isAlone ? { start: start + sign.start, end: start + sign.end } : undefined;
}

/** Letters, digits and marks; hyphens and apostrophes with such on both sides. */
function isInWord(text: string, offset: number): boolean {
  if (isWordAt(text, offset)) return true;
  const character = text.charAt(offset);
  return character !== '' && joiners.includes(character) && isWordAt(text, offset - 1) && isWordAt(text, offset + 1);
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (offset - start <= longestWord && start > 0 && !isSpace(text.charCodeAt(start - 1)) && isInWord(text, start - 1)) start--;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end - offset <= longestWord && isInWord(text, end)) end++;
  return end;
}
