import { codesOf, isSpace, isUnspacedScriptAt, skipSpace } from '../characters.js';
import { exclaimedNames, sayingVerbs, sentenceStarters } from './abbreviations.js';
import { closesQuotation, endOfClosers, skipOpeners } from './closers.js';
import { endsWithFullStop } from './fullStop.js';
import { isHardBreak } from './hardBreak.js';
import { endOfNote } from './note.js';
import { isSourceBehind } from './source.js';

export interface Boundary {
  /** Whether a sentence ends here. */
  readonly ends: boolean;
  /** After the terminators with the quotes and brackets that close there. */
  readonly end: number;
}

const western = codesOf('.!?…‼⁇⁈⁉؟۔।॥։።');
const eastAsian = codesOf('。！？｡．');
export function isTerminator(code: number): boolean {
  if (code < 0x80) return code === 46 || code === 33 || code === 63;
  return western.has(code) || eastAsian.has(code);
}

/** Whether a sentence that began at `start` ends at the terminator at `offset`. Looks at a bounded stretch around it. */
export function boundaryAfter(text: string, offset: number, start: number): Boundary {
  const run = endOfRun(text, offset);
  const end = endOfNote(text, offset, endOfClosers(text, run));
  const next = skipSpace(text, end);
  const ends = next >= text.length || hasHardBreak(text, end, next, start) || isBoundary(text, { start, offset, run, end, next });
  return { ends, end };
}

interface Place {
  readonly start: number;
  readonly offset: number;
  /** After the terminators. */
  readonly run: number;
  /** After the closing quotes and brackets. */
  readonly end: number;
  /** The next character that is no space. */
  readonly next: number;
}

function isBoundary(text: string, place: Place): boolean {
  const { offset, run, end, next } = place;
  if (isOnlySigns(text, place.start, offset)) return false;
  if (eastAsian.has(text.charCodeAt(run - 1))) return end === run || !/[とって、，,]/.test(text.charAt(next));
  if (next === end) return isUnspacedScriptAt(text, next);
  if (isSourceBehind(text, place)) return false;
  const first = skipOpeners(text, next);
  const marks = text.slice(offset, run);
  if (marks === '.') return endsWithFullStop(text, { ...place, first });
  if (/^\p{Ll}/u.test(text.slice(first, first + 2))) return false;
  if (isEllipsis(marks)) return !/^(I\b|\d)/.test(text.slice(first, first + 2)) && !isSpeechTag(text, run, end, first);
  if (
    exclaimedNames.has(
      text
        .slice(Math.max(0, offset - 10), offset)
        .split(/\P{L}/u)
        .pop() ?? '',
    )
  )
    return false;
  return !isSpeechTag(text, run, end, first);
}

/** Dots that begin a sentence, as in "[…] He left", end none. */
function isOnlySigns(text: string, start: number, offset: number): boolean {
  return offset - start < 4 && !/[\p{L}\p{N}]/u.test(text.slice(start, offset));
}

function isEllipsis(marks: string): boolean {
  return marks.endsWith('…') || /^\.[. ]*\.$/.test(marks);
}

const tag = /((?:\p{Lu}[\p{L}’'-]{0,20}\.? ){1,3})(\p{Ll}{3,12})\b/uy;

/** After a closing quotation mark, a name (or "I") with a verb of saying goes on with the sentence. */
function isSpeechTag(text: string, run: number, end: number, first: number): boolean {
  if (!closesQuotation(text, run, end)) return false;
  tag.lastIndex = first;
  const [, subject = '', verb = ''] = tag.exec(text) ?? [];
  const word = subject.split(' ')[0] ?? '';
  return sayingVerbs.has(verb) && (word === 'I' || !sentenceStarters.has(word));
}

/** Terminators in a row, the dots of a spaced ellipsis (". . .") included. */
function endOfRun(text: string, offset: number): number {
  let end = offset + 1;
  for (;;) {
    if (isTerminator(text.charCodeAt(end))) end++;
    else if (isSpacedDot(text, end)) end += 2;
    else return end;
  }
}

function isSpacedDot(text: string, offset: number): boolean {
  if (text.charCodeAt(offset - 1) !== 46 || !isSpace(text.charCodeAt(offset)) || text.charCodeAt(offset + 1) !== 46) return false;
  const after = text.charCodeAt(offset + 2);
  return Number.isNaN(after) || isSpace(after) || endOfClosers(text, offset + 2) > offset + 2 || isTerminator(after);
}

function hasHardBreak(text: string, from: number, to: number, start: number): boolean {
  for (let offset = from; offset < to; offset++) {
    if (text.charCodeAt(offset) === 10 && isHardBreak(text, offset, start)) return true;
  }
  return false;
}
