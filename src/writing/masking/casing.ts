import { isWordAt } from '../../prose/characters.js';
import type { Span } from '../../prose/span.js';
import { sentences } from '../../prose/sentences.js';
import { isMaskSign } from './maskSigns.js';

/** How words have to be written at a place; `as-it-is` leaves a candidate's own capitals. */
export type PlaceCasing = 'as-it-is' | 'capitalised' | 'upper';

/** How much before and after a place is looked at. */
const reach = 1000;

/**
 * The casing of a place: that of the word that stands there where it says something, else that of the text around it. A capital letter
 * inside a sentence is a name's, and says nothing about other words, unless the words around it have capitals too.
 */
export function casingAt(text: string, place: Span): PlaceCasing {
  const written = text.slice(place.start, place.end);
  const isMissing = isMaskSign(written);
  const around = wordsAround(text, place);
  const isUpper = (word: string): boolean => /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase();
  if (around.filter(isUpper).length > around.length / 2 && (isMissing || isUpper(written))) return 'upper';
  if (!isMissing && !/^\p{Lu}/u.test(written)) return 'as-it-is';
  if (!isMissing && around.length === 0) return isUpper(written) ? 'upper' : 'capitalised';
  return startsSentence(text, place) || isInTitle(around) ? 'capitalised' : 'as-it-is';
}

/** A word in the casing of a place. */
export function inCasing(word: string, casing: PlaceCasing): string {
  if (casing === 'upper') return word.toLocaleUpperCase('en');
  if (casing === 'as-it-is') return word;
  return word.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase('en'));
}

/** The text with words of as many letters in place of some places, so that sentences can be told apart where a sign stands. */
export function withStandIns(text: string, places: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { start, end } of places) {
    result += text.slice(done, start) + (end > start ? `X${'x'.repeat(end - start - 1)}` : '');
    done = end;
  }
  return result + text.slice(done);
}

/** Whether a place begins a sentence, or what a person says inside one. */
function startsSentence(text: string, place: Span): boolean {
  const from = Math.max(0, place.start - reach);
  const excerpt = withStandIns(text.slice(from, place.end + reach), [{ start: place.start - from, end: place.end - from }]);
  const start = place.start - from;
  if (/[,:][ \t\n]*["“'‘«„]$/.test(excerpt.slice(0, start))) return true;
  const sentence = sentences(excerpt).findLast((each) => each.start <= start);
  return sentence !== undefined && !/[\p{L}\p{N}]/u.test(excerpt.slice(sentence.start, start)) && !(from > 0 && sentence.start === 0);
}

/** The words of the place's line before and behind it, at most eight on each side and of the same sentence. */
function wordsAround(text: string, { start, end }: Span): string[] {
  const before = /[^\n.!?]*$/.exec(text.slice(Math.max(0, start - reach), start))?.[0] ?? '';
  const after = /^[^\n.!?]*/.exec(text.slice(end, end + reach))?.[0] ?? '';
  const words = (part: string): string[] => part.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  const joined = isWordAt(text, end) ? words(after).slice(1) : words(after);
  return [...words(before).slice(-8), ...joined.slice(0, 8)];
}

/** Nearly all longer words have capitals, and there are some. */
function isInTitle(around: readonly string[]): boolean {
  const long = around.filter((word) => word.length > 3);
  return long.length > 1 && long.filter((word) => /^\p{Lu}/u.test(word)).length > 0.8 * long.length;
}
