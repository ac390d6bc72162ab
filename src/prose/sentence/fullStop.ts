import { codesOf, isSpace, trimEndOffset } from '../characters.js';
import { closesAnything, closesQuotation } from './closers.js';
import { isOpeningPhrase, isTimeOfDay, namesTime } from './timeOfDay.js';
import {
  beforeNumber,
  dotted,
  endsBeforeCapital,
  germanMonths,
  isAbbreviation,
  isPlainWord,
  leading,
  lettered,
  mayEnd,
  sentenceStarters,
  trailing,
} from './abbreviations.js';

/** A single full stop and what stands around it. All offsets are into the text. */
export interface FullStop {
  /** Where the sentence began. */
  readonly start: number;
  readonly offset: number;
  /** After the full stop, and after the quotes and brackets that close there. */
  readonly run: number;
  readonly end: number;
  /** The next character that is no space. */
  readonly next: number;
  /** The first letter, digit or sign of what follows. */
  readonly first: number;
}

const longestWord = 32;
const startsLower = /^\p{Ll}/u;
const startsUpper = /^\p{Lu}/u;
const initials = /^(?:\p{Lu}\.?-?)*\p{Lu}$/u;
const enumerator = /^(?:\d{1,3}|\p{L}|[ivx]{1,5}|[IVX]{1,5})$/u;
/** What only goes on: "Com. & Adm." */
const isJoining = /^(?:[&,;:]\s|[%)\]}])/;
/** "iPhone", "eBay". */
const isName = /^\p{Ll}\p{Lu}/u;
const initial = /^\p{Lu}\./u;
const partNumber = /^(?:[IVXLC]{1,6}|\d{1,3})$/;
const partLetter = /^(?:\p{Lu}|\d{1,3})\.\s+\p{Ll}/u;
/** "Set the switch" gives an order. */
const order = /^\p{Lu}\p{Ll}+ (?:the|a|an|this|that|these|those|your|its|it|to)\b/u;
const numeral = /^(?:\d|[ivxlcIVXLC]+\b|\p{Lu}(?!\p{L}))/u;

/** Whether a sentence ends at a full stop, told by the word before it and the word after it. */
export function endsWithFullStop(text: string, stop: FullStop): boolean {
  const word = wordBefore(text, stop);
  const following = text.slice(stop.first, stop.first + longestWord);
  const tail = word.slice(Math.max(word.lastIndexOf('-'), word.lastIndexOf('/')) + 1);
  if (isEnumerator(text, stop, word)) return false;
  if (isJoining.test(following)) return false;
  if (startsLower.test(following)) return !goesOn(text, stop, following) && endsBeforeLower(tail, following, isCodeAt(text, stop.first));
  if (closesQuotation(text, stop.run, stop.end)) return true;
  if (isTimeOfDay(word)) return startsUpper.test(following) && !namesTime(following) && !isOpeningPhrase(text, stop.start, stop.offset);
  if (standsFirst(text, stop, word) || isInLabel(text, stop, word, following)) return false;
  if (isInitial(word)) return isSentenceEndAfterLetter(text, stop, word, following);
  return endsBeforeOther(tail, following, text.slice(Math.max(stop.start, stop.offset - word.length - 3), stop.offset - word.length));
}

/** Characters up to white space or an opening sign, at most 32, without the full stop. */
function wordBefore(text: string, { start, offset }: FullStop): string {
  let from = offset;
  while (from > start && offset - from < longestWord && !isWordOpener(text.charCodeAt(from - 1))) from--;
  if (from < offset && /['’]/.test(text.charAt(from))) from++;
  return text.slice(from, offset);
}

const wordOpeners = codesOf('"“‘(«»„‚[{*_`—–•‣⁃∙▪●◦');

function isWordOpener(code: number): boolean {
  return isSpace(code) || wordOpeners.has(code);
}

/** "1.", "a." or "iv." at the start of a sentence numbers it. */
function isEnumerator(text: string, { start, offset, run, end }: FullStop, word: string): boolean {
  if ((end > run && text.slice(run, end) !== ')') || !enumerator.test(word)) return false;
  const length = offset - word.length - start;
  return length <= 4 && /^(?:[([*_>-]{0,4}|[•‣⁃∙▪●◦]\s{0,3})$/.test(text.slice(start, start + length));
}

/** An abbreviation with which a sentence begins does not end it: "P.S. The girl is well." */
function standsFirst(text: string, { start, offset }: FullStop, word: string): boolean {
  const lead = offset - word.length - start;
  return lead <= 3 && (dotted.test(word) || trailing.has(word.toLowerCase())) && !/[\p{L}\p{N}]/u.test(text.slice(start, start + lead));
}

/** The number of a part goes on with a letter: "Sec. II. A. below". */
function isInLabel(text: string, { start, offset }: FullStop, word: string, following: string): boolean {
  if (!partNumber.test(word) || !partLetter.test(following)) return false;
  const [, label = ''] = /(\p{L}+)\.\s+$/u.exec(text.slice(Math.max(start, offset - word.length - 12), offset - word.length)) ?? [];
  return beforeNumber.has(label.toLowerCase());
}

/** Whether a sentence goes on in lower case: after a quotation or bracket that closes, or after a dash. */
function goesOn(text: string, { run, end, next, first }: FullStop, following: string): boolean {
  if (isName.test(following) || isCodeAt(text, first)) return false;
  return closesAnything(text, run, end) || /[–—-]/.test(text.slice(next, first));
}

function isCodeAt(text: string, first: number): boolean {
  return text.charAt(first - 1) === '`';
}

/**
 * Before a lower-case letter a full stop is an abbreviation's, unless the next word is a name such as "iPhone" or code, or
 * the word before is a plain one: writers of notes and chats begin sentences in lower case.
 */
function endsBeforeLower(word: string, following: string, isCode: boolean): boolean {
  if (isAbbreviation(word)) return false;
  return isCode || isName.test(following) || isPlainWord(word);
}

function isInitial(word: string): boolean {
  return initials.test(word) && (word.length === 1 || word.includes('.') || word.includes('-')) && !trailing.has(word.toLowerCase());
}

/** After a capital letter ("J.", "plan B.", "It was I."). */
function isSentenceEndAfterLetter(text: string, { start, offset }: FullStop, word: string, following: string): boolean {
  if (isStarter(following)) return true;
  if (!startsUpper.test(following) || initial.test(following)) return false;
  const before = text.slice(Math.max(start, offset - word.length - longestWord), trimEndOffset(text, start, offset - word.length));
  const previous = /[\p{L}’']+$/u.exec(before)?.[0] ?? '';
  if (lettered.has(previous.toLowerCase())) return true;
  return startsLower.test(previous) && (word === 'I' || order.test(following));
}

/** @param lead the characters before the word */
function endsBeforeOther(word: string, following: string, lead: string): boolean {
  const plain = word.toLowerCase();
  // "z. B.", "u. a."
  if (/^\p{Ll}$/u.test(word) && (/^\p{L}\./u.test(following) || /\p{L}\.\s$/u.test(lead))) return isStarter(following);
  if (/^\d+$/.test(word)) return !germanMonths.has(/^\p{L}*/u.exec(following)?.[0] ?? '');
  if (beforeNumber.has(plain) && numeral.test(following) && (isLabel(word) || !isStarter(following))) return false;
  if (leading.has(plain)) return plain === 'st' && isStarter(following);
  if (!mayEnd(word)) return true;
  if (endsBeforeCapital.has(plain)) return startsUpper.test(following);
  return isStarter(following);
}

/** "Fig. A" names a figure; "No. A man came" does not. */
function isLabel(word: string): boolean {
  return startsUpper.test(word) && word !== 'No';
}

/** Whether the next word is one that begins sentences; "A." is an initial. */
function isStarter(following: string): boolean {
  const word = /^[\p{L}’']+/u.exec(following)?.[0] ?? '';
  return sentenceStarters.has(word) && following.charAt(word.length) !== '.';
}
