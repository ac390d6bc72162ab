import { minOf } from '../../common/extremes.js';
import { hasContent, isSpace, isUnspacedScriptAt, isWordAt } from '../../prose/characters.js';
import { closingSigns, cutAtClosing } from './closingMarkup.js';
import { fold } from './fold.js';
import { wordSpans } from './wordSpans.js';

/** How many words of the text after the caret, found inside a completion, mean that it repeats that text. */
const repeatedWords = 4;
/** How many of its first words mean the same where a completion begins with them. */
const repeatedAtStart = 2;
/** The most characters that are compared. */
const reach = 400;

/**
 * A completion without what repeats the text after the caret, joined to that text: one space between words, no second
 * full stop, none at all where the sentence goes on, and what closes after the caret closed once. `after` is the rest of the
 * paragraph. `insideWord` tells that the caret is within a word, which the completion then goes on with. The result is empty
 * when nothing new is left but punctuation.
 */
export function trimAgainstSuffix(completion: string, after: string, insideWord = false): string {
  if (after.trim() === '') return completion;
  const inside = cutAtClosing(completion, after);
  if (startsAlike(inside, after)) return '';
  const rest = after.slice(closingSigns(after).length);
  const withoutCopy = inside.slice(0, copyStart(inside, after));
  const overlaps = [after, rest, after.trimStart()].map((start) => overlapStart(withoutCopy, start));
  const joined = joinSpacing(joinPunctuation(withoutCopy.slice(0, minOf(overlaps)), rest), after, insideWord);
  return hasContent(joined) ? joined : '';
}

/** Whether a completion begins with the words, or ends the sentence with a stop, that the text after the caret begins with. */
function startsAlike(completion: string, after: string): boolean {
  if (endsSentence(completion) && endsSentence(after)) return true;
  const own = wordSpans(completion.slice(0, reach)).slice(0, repeatedAtStart);
  const theirs = wordSpans(after.slice(0, reach)).slice(0, repeatedAtStart);
  return own.length > 0 && own.length === theirs.length && own.every(({ word }, index) => word === theirs[index]?.word);
}

function endsSentence(text: string): boolean {
  return /^\s*[.!?…](?!\p{N})/u.test(text.slice(0, reach));
}

/** Where a completion begins to tell the first words of the text after the caret, if it does. */
function copyStart(completion: string, after: string): number {
  const key = firstWords(fold(after), repeatedWords);
  const text = fold(completion);
  for (let found = text.indexOf(key); /[\p{L}\p{N}]/u.test(key) && found >= 0; found = text.indexOf(key, found + 1)) {
    if (isBoundary(text, found) && isBoundary(text, found + key.length)) return found;
  }
  return completion.length;
}

/** The text up to the end of its first `count` words, or all of it if it has fewer; without white space around it. */
function firstWords(text: string, count: number): string {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}'’-]+/gu)];
  const last = words[count - 1];
  return (last ? text.slice(0, last.index + last[0].length) : text).slice(0, reach).trim();
}

/** Where the end of a completion is the same as the start of the text after the caret. */
function overlapStart(completion: string, after: string): number {
  const text = fold(completion);
  const start = fold(after.slice(0, reach));
  for (let length = Math.min(start.length, text.length); length > 0; length--) {
    const at = text.length - length;
    const isSpaceOnly = start.slice(0, length).trim() === '';
    if (!isSpaceOnly && text.endsWith(start.slice(0, length)) && isBoundary(text, at) && isBoundary(start, length)) return at;
  }
  return text.length;
}

/** Whether an offset is not inside a word. */
function isBoundary(text: string, offset: number): boolean {
  return !(isWordAt(text, offset - 1) && isWordAt(text, offset));
}

/** Cuts the punctuation at the end where the text after the caret has its own, or goes on with the sentence. */
function joinPunctuation(text: string, after: string): string {
  const hasOwn = /^\s*[.,;:!?…]/.test(after);
  const goesOn = /^\s*\p{Ll}/u.test(after);
  const trimmed = text.trimEnd();
  if (hasOwn) return trimmed.replace(/[.,;:!?…]+$/, '');
  return goesOn && /[\p{L}\p{N}][.!?…]+$/u.test(trimmed) ? text.replace(/[.!?…]+(\s*)$/, '$1') : text;
}

/** Sees to one space between words, and to none before punctuation. */
function joinSpacing(text: string, after: string, insideWord: boolean): string {
  const startsWithSpace = isSpace(after.charCodeAt(0));
  if (startsWithSpace || /^[.,;:!?…]/.test(after) || closingSigns(after) !== '') return text.trimEnd();
  const last = text.length - 1;
  const needsSpace =
    !insideWord && /^[\p{L}\p{N}(“‘[*_`$"'«„<]/u.test(after) && (isWordAt(text, last) || /[.,;:!?…)\]”]/.test(text.charAt(last)));
  return needsSpace && !isUnspacedScriptAt(after, 0) && !isUnspacedScriptAt(text, last) ? `${text} ` : text;
}
