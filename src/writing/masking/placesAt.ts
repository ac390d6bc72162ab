import { sentences } from '../../prose/sentences.js';
import type { Span } from '../../prose/span.js';
import { withStandIns } from './casing.js';
import { isMaskSign, maskSignsInProse } from './maskSigns.js';
import { type Passage, passageAround } from './passage.js';
import { type NoPlace, wordAt, wordsIn } from './wordPlace.js';

/** Places for words: offsets are into the document, of which the passage is a part. */
export interface PlacesFound {
  readonly kind: 'places';
  readonly passage: Passage;
  readonly places: readonly Span[];
}

/** Why there is no place for a word. */
export type Refusal = NoPlace | 'not-prose' | 'no-missing-word';

/**
 * Where words are to be suggested: at the words that are selected; else at the sign of a missing word that the caret is at, with the other
 * signs of its sentence; else at the caret's word; else at the signs of the sentence of the next missing word in the text.
 */
export function placesAt(text: string, selection: Span, languageId: string): PlacesFound | { readonly kind: Refusal } {
  if (selection.start < selection.end) {
    const signs = maskSignsInProse(text, languageId).filter(({ start, end }) => start >= selection.start && end <= selection.end);
    const words = wordsIn(text, selection);
    if (signs.length > 1) return inProse(text, signs, languageId);
    return typeof words === 'string' ? { kind: words } : inProse(text, [words], languageId);
  }
  const word = wordAt(text, selection.start);
  if (word !== undefined && !isMaskSign(text.slice(word.start, word.end))) return inProse(text, [word], languageId);
  const signs = maskSignsInProse(text, languageId);
  const sign =
    word === undefined
      ? (signs.find(({ start }) => start >= selection.start) ?? signs[0])
      : signs.find(({ start }) => start === word.start);
  if (sign === undefined) return { kind: word === undefined ? 'no-missing-word' : 'not-prose' };
  return inProse(text, ofSameSentence(text, sign, signs), languageId);
}

function inProse(text: string, places: readonly Span[], languageId: string): PlacesFound | { readonly kind: Refusal } {
  const found = passageAround(text, places, languageId);
  return found.places.length === places.length ? { kind: 'places', ...found } : { kind: 'not-prose' };
}

/** How far a sentence is followed on each side. */
const reach = 2000;

/** The signs that are in one sentence with another. */
function ofSameSentence(text: string, sign: Span, signs: readonly Span[]): Span[] {
  const from = Math.max(0, sign.start - reach);
  const near = signs.filter(({ start, end }) => start >= from && end <= sign.end + reach);
  const excerpt = withStandIns(text, near).slice(from, sign.end + reach);
  const sentence = sentences(excerpt).find(({ start, end }) => start <= sign.start - from && sign.start - from < end);
  return near.filter(({ start }) => sentence === undefined || (start - from >= sentence.start && start - from < sentence.end));
}
