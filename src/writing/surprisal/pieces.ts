import type { SurprisalRequest } from '../../common/methods/scoring.js';
import { blankedMarkup } from '../../prose/markup/blankedMarkup.js';
import { isProseKind, type Block, type InlineSpan } from '../../prose/markup/block.js';
import type { ProseWindow } from '../../prose/markup/proseWindow.js';
import type { Span } from '../../prose/span.js';
import { cutAtSentences } from './cutAtSentences.js';
import { HeadingPath } from './headingPath.js';

/** A stretch of a paragraph whose words are rated together. Offsets are into the text that the window was made of. */
export interface Piece extends Span {
  /** What is rated: as long as what stands there, but with the line ends of wrapped text as spaces. */
  readonly text: string;
  /** What the model reads before it: the headings that it is under, and the prose before it. Empty at the start of a document. */
  readonly before: string;
  /** What is no prose inside it, such as code, addresses and the signs of the markup, in order; offsets into `text`. */
  readonly silent: readonly Span[];
}

/** What the engine is asked about a piece. */
export function surprisalRequest({ text, before }: Piece, alternatives: number): SurprisalRequest {
  return { text, before, alternatives };
}

/** A text with its blocks: what is read of a `ProseWindow`. */
export type ProseBlocks = Pick<ProseWindow, 'start' | 'text' | 'blocks' | 'grammar' | 'definitions' | 'inlines'>;

/** At least so many characters are read before a piece, where there are as many; whole pieces, so that an edit changes few ratings after it. */
const contextLength = 600;

/**
 * The pieces of prose that lie between two offsets of a window's text, or across one of them, in order. What a piece is and
 * what is read before it depends on the text alone, not on the offsets, so that its ratings can be remembered.
 */
export function piecesBetween(window: ProseBlocks, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  const headings = new HeadingPath(window);
  const first = firstToRead(window, from);
  for (const block of window.blocks.slice(0, first)) headings.pass(block);
  let context: string[] = [];
  let previous: Block | undefined;
  for (const block of window.blocks.slice(first)) {
    if (block.start >= to) break;
    if (isProseKind(block.kind)) {
      if (context.length > 0 && previous !== undefined) context.push(gapBetween(window.text, previous, block));
      const spans = window.inlines(block);
      const silent = silentSpans(window, block, spans);
      let at = 0;
      for (const { span, text } of piecesOf(window, block, spans)) {
        while (at < silent.length && (silent[at]?.end ?? 0) <= span.start) at += 1;
        if (span.start < to && span.end > from) {
          const start = window.start + span.start;
          const before = headings.before(block, context.join(''));
          pieces.push({ start, end: start + text.length, text, before, silent: silentIn(silent, at, span) });
        }
        if (block.kind !== 'heading') context = lastPieces([...context, text]);
      }
      if (block.kind === 'heading') context = lastPieces([...context, headings.line(block)]);
    }
    headings.pass(block);
    previous = block;
  }
  return pieces;
}

/** The index of the first block from which enough prose stands before an offset. */
function firstToRead({ blocks }: ProseBlocks, from: number): number {
  let index = blocks.findIndex(({ end }) => end > from);
  if (index < 0) index = blocks.length;
  for (let length = 0; index > 0 && length < contextLength; index--) {
    const block = blocks[index - 1];
    if (block !== undefined && isProseKind(block.kind)) length += block.end - block.start;
  }
  return index;
}

function piecesOf(window: ProseBlocks, block: Block, spans: readonly InlineSpan[]): { readonly span: Span; readonly text: string }[] {
  const text = unwrapped(withoutForeignMarkers(window, block, spans));
  return cutAtSentences(text).map(({ start, end }) => ({
    span: { start: block.start + start, end: block.start + end },
    text: text.slice(start, end),
  }));
}

/** The text of a block; in program code, with spaces for the signs of the comments. */
function withoutForeignMarkers({ text, grammar }: ProseBlocks, block: Block, spans: readonly InlineSpan[]): string {
  if (grammar.foreignMarkers !== true) return text.slice(block.start, block.end);
  let result = '';
  let from = block.start;
  for (const { kind, start, end } of spans) {
    if (kind !== 'marker') continue;
    result += text.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  return result + text.slice(from, block.end);
}

/** The last pieces of text, with what separates them, that have enough characters together. */
function lastPieces(context: readonly string[]): string[] {
  let length = 0;
  let first = context.length;
  while (first > 0 && length < contextLength) {
    first -= 1;
    length += context[first]?.length ?? 0;
  }
  return context.slice(first);
}

/** What separates two blocks: the end of a line, or a blank line, also where something else comes between them. */
function gapBetween(text: string, previous: Block, next: Block): string {
  if (!isProseKind(previous.kind) || previous.kind === 'heading') return '\n\n';
  return text.slice(previous.end, next.start).split('\n').length > 2 ? '\n\n' : '\n';
}

/** What is no prose in a block: its inline spans, and the signs of emphasis and of links that no reader sees. */
function silentSpans({ text }: ProseBlocks, block: Block, spans: readonly InlineSpan[]): Span[] {
  const seen = blankedMarkup(text, block, spans);
  const silent = spans.map(({ start, end }): Span => ({ start, end }));
  for (let at = 0; at < seen.length; at++) {
    const start = at;
    while (at < seen.length && seen[at] === ' ' && text[block.start + at] !== ' ') at += 1;
    if (at > start) silent.push({ start: block.start + start, end: block.start + at });
  }
  return silent.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The silent spans from an index on that reach into a piece, as offsets into its text. */
function silentIn(silent: readonly Span[], first: number, piece: Span): Span[] {
  const own: Span[] = [];
  for (let at = first; at < silent.length && (silent[at]?.start ?? 0) < piece.end; at++) {
    const { start = 0, end = 0 } = silent[at] ?? {};
    if (end > piece.start) own.push({ start: start - piece.start, end: end - piece.start });
  }
  return own;
}

/** The least length of a line that was broken because it was full: shorter ones may be verse. */
const fullLine = 50;

/** A text with spaces for the line ends that only wrap it. Its length stays the same. Lines end in `\n`. */
function unwrapped(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined) return line;
      return line.length >= fullLine && next !== '' ? `${line} ` : `${line}\n`;
    })
    .join('');
}
