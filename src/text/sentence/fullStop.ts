import { codesOf, isSpace, trimEndOffset } from '../characters.js';
import {
  beforeNumber,
  endsBeforeCapital,
  germanMonths,
  leading,
  lettered,
  sentenceStarters,
  trailing,
  trailingNames,
} from './abbreviations.js';

/** A single full stop and what stands around it. All offsets are into the text. */
export interface FullStop {
  /** Where the sentence began. */
  readonly start: number;
  readonly offset: number;
  /** Behind the full stop, and behind the quotes and brackets that close there. */
  readonly run: number;
  readonly end: number;
  /** The first letter, digit or sign of what follows. */
  readonly first: number;
}

const longestWord = 32;
const startsLower = /^\p{Ll}/u;
const startsUpper = /^\p{Lu}/u;
const initials = /^(?:\p{Lu}\.?-?)*\p{Lu}$/u;
const enumerator = /^(?:\d{1,3}|\p{L}|[ivx]{1,5}|[IVX]{1,5})$/u;
const dotted = /^(?:\p{L}\.)+\p{L}$/u;
const numeral = /^(?:\d|[ivxlcIVXLC]+\b|\p{Lu}(?!\p{L}))/u;

/** Whether a sentence ends at a full stop, told by the word before it and the word behind it. */
export function endsWithFullStop(text: string, stop: FullStop): boolean {
  const word = wordBefore(text, stop);
  const following = text.slice(stop.first, stop.first + longestWord);
  const tail = word.slice(Math.max(word.lastIndexOf('-'), word.lastIndexOf('/')) + 1);
  if (isEnumerator(text, stop, word)) return false;
  if (isQuoted(text, stop) && !startsLower.test(following)) return true;
  if (startsLower.test(following)) return endsBeforeLower(tail, following, text.charAt(stop.first - 1) === '`');
  if (isInitial(word)) return isSentenceEndAfterLetter(text, stop, word, following);
  return endsBeforeOther(tail, following);
}

/** Characters up to white space or an opening sign, at most 32, without the full stop. */
function wordBefore(text: string, { start, offset }: FullStop): string {
  let from = offset;
  while (from > start && offset - from < longestWord && !isWordOpener(text.charCodeAt(from - 1))) from--;
  return text.slice(from, offset);
}

const wordOpeners = codesOf('"“‘(«„[{*_`—–');

function isWordOpener(code: number): boolean {
  return isSpace(code) || wordOpeners.has(code);
}

/** "1.", "a." or "iv." at the start of a sentence numbers it. */
function isEnumerator(text: string, { start, offset, run, end }: FullStop, word: string): boolean {
  if (end > run || !enumerator.test(word)) return false;
  const lead = text.slice(start, offset - word.length);
  return lead === '' || /^[([*_>-]{1,4}$/.test(lead);
}

function isQuoted(text: string, { run, end }: FullStop): boolean {
  return end > run && /["”»」』]/.test(text.slice(run, end));
}

/**
 * Before a lower-case letter a full stop is an abbreviation's, unless the next word is a name such as "iPhone" or code, or
 * the word before is a plain one: writers of notes and chats begin sentences in lower case.
 */
function endsBeforeLower(word: string, following: string, isCode: boolean): boolean {
  if (isAbbreviation(word)) return false;
  if (isCode || /^\p{Ll}\p{Lu}/u.test(following)) return true;
  return /^[\p{Ll}’']{3,}$/u.test(word) && /[aeiouyà-ü]/.test(word);
}

function isAbbreviation(word: string): boolean {
  const plain = word.toLowerCase();
  return leading.has(plain) || beforeNumber.has(plain) || mayEnd(word);
}

function mayEnd(word: string): boolean {
  return trailing.has(word.toLowerCase()) || trailingNames.has(word) || dotted.test(word);
}

function isInitial(word: string): boolean {
  return initials.test(word) && (word.length === 1 || word.includes('.') || word.includes('-')) && !trailing.has(word.toLowerCase());
}

/** After a capital letter ("J.", "plan B.", "It was I."). */
function isSentenceEndAfterLetter(text: string, { start, offset }: FullStop, word: string, following: string): boolean {
  if (isStarter(following)) return true;
  if (!startsUpper.test(following)) return false;
  const before = text.slice(Math.max(start, offset - word.length - longestWord), trimEndOffset(text, start, offset - word.length));
  const previous = /[\p{L}’']+$/u.exec(before)?.[0] ?? '';
  return lettered.has(previous.toLowerCase()) || (word === 'I' && startsLower.test(previous));
}

function endsBeforeOther(word: string, following: string): boolean {
  const plain = word.toLowerCase();
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
