import { skipSpace, trimEndOffset } from '../characters.js';
import { lastAtMost } from '../lastAtMost.js';
import type { Span } from '../span.js';
import type { InlineSpan } from './block.js';
import { type Part, visibleParts } from './visibleParts.js';

/** What a reader reads of a stretch of a document, and where each character of it comes from. */
export interface VisibleText {
  /** Markup is gone. Line ends stay, and stand where the writer asks for one. */
  readonly text: string;
  /**
   * The same, as it is split into sentences, character by character: letters stand for code, math and addresses, whose signs end no
   * sentence, and a blank line is where a line end that the writer asked for ends one.
   */
  readonly shape: string;
  /** Where a stretch of the text, which must not be empty, stands in the document. */
  readonly sourceOf: (visible: Span) => Span;
}

/**
 * The visible text of a stretch of a document.
 * @param spans its inline spans, in order, with offsets into the whole text
 */
export function visibleText(text: string, span: Span, spans: readonly InlineSpan[]): VisibleText {
  const parts = visibleParts(text, span, spans);
  const starts: number[] = [];
  let shown = '';
  for (const part of parts) {
    starts.push(shown.length);
    shown += part.shown;
  }
  const partAt = (offset: number): { part: Part; start: number } => {
    const index = lastAtMost(starts, offset);
    return { part: parts[index] ?? { ...span, shown: '' }, start: starts[index] ?? 0 };
  };
  return {
    text: shown,
    shape: shapeOf(parts),
    sourceOf: ({ start, end }) => ({ start: sourceOffset(partAt(start), start, 0), end: sourceOffset(partAt(end - 1), end - 1, 1) }),
  };
}

/** Without spaces that markup has left before a sign, and with one space where there are several or a line end. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ (?=(?:[,.;:!?][!?]{0,2}[)\]}’”]{0,3}|[)\]}’”]{1,4})(?:\s|$))/g, '')
    .trim();
}

function shapeOf(parts: readonly Part[]): string {
  const following = startsBehind(parts);
  const joints: number[] = [];
  let shape = '';
  let isBehindSource = false;
  for (const [index, part] of withoutEmptiedLines(parts).entries()) {
    if (part.is === 'source') isBehindSource = true;
    const goesOn = part.is === 'break' && /^\p{Ll}/u.test(following[index] ?? '');
    if (goesOn) joints.push(shape.length);
    shape += part.is === 'break' ? (goesOn ? '  ' : '\n\n') : isBehindSource ? capitalized(lettersFor(part)) : lettersFor(part);
    if (part.shown.trim() !== '') isBehindSource = false;
  }
  return withoutLineEndsAround(withTies(shape), joints);
}

/** The parts with a space for the end of each line of which a reader reads nothing, so that it does not look like a blank line. */
function withoutEmptiedLines(parts: readonly Part[]): Part[] {
  let isEmpty = true;
  let isEmptied = false;
  return parts.map((part) => {
    if (part.shown === '') isEmptied = true;
    if (part.is !== undefined) isEmpty = false;
    if (part.is !== undefined || part.shown === '') return part;
    const shown = part.shown.replace(/\n|\S+/g, (found) => {
      const isDropped = found === '\n' && isEmpty && isEmptied;
      isEmpty = found === '\n';
      if (isEmpty) isEmptied = false;
      return isDropped ? ' ' : found;
    });
    return { ...part, shown };
  });
}

function lettersFor({ shown, is }: Part): string {
  if (is !== 'opaque') return shown;
  return shown.length < 2 ? shown.replace(/\S/, 'a') : `\`${'a'.repeat(shown.length - 1)}`;
}

/** A no-break space behind a full stop, as in "z. B.", keeps a sentence together: a letter stands for it. */
function withTies(shape: string): string {
  return shape.replace(/(?<=\.)\u00a0(?=[\p{L}\p{N}])/gu, 'a');
}

/** With a capital letter at its start, of the same length. */
function capitalized(text: string): string {
  return text.replace(/^(\s*)(\p{Ll})/u, (_, space: string, { length }: string) => `${space}${'A'.repeat(length)}`);
}

/** For each part the first two characters shown behind it that are no white space. */
function startsBehind(parts: readonly Part[]): string[] {
  const starts = new Array<string>(parts.length);
  let start = '';
  for (let index = parts.length - 1; index >= 0; index--) {
    starts[index] = start;
    start = ((parts[index]?.shown ?? '') + start).trimStart().slice(0, 2);
  }
  return starts;
}

/** Blank lines around a formula separate nothing where the sentence goes on behind it. @param joints offsets of white space, in order */
function withoutLineEndsAround(shape: string, joints: readonly number[]): string {
  let result = '';
  let done = 0;
  for (const joint of joints) {
    const start = Math.max(done, trimEndOffset(shape, done, joint));
    const end = skipSpace(shape, Math.max(done, joint));
    result += shape.slice(done, start) + ' '.repeat(end - start);
    done = end;
  }
  return result + shape.slice(done);
}

/** Of a part that is shown as it is written, the place of a character; of another, its start or end. */
function sourceOffset({ part, start }: { part: Part; start: number }, offset: number, after: 0 | 1): number {
  const isAsWritten = part.end - part.start === part.shown.length;
  if (isAsWritten) return part.start + offset - start + after;
  return after === 1 ? part.end : part.start;
}
