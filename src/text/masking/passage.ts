import { isProseKind, type Block, type InlineKind, type InlineSpan } from '../prose/block.js';
import { ProseWindow } from '../prose/proseWindow.js';
import type { Span } from '../span.js';

/** Stands for each character that is not to be read, so that all others keep their places. */
export const unreadCharacter = '\0';

/** A part of a document as a model is to read it: every character stands at its place, and what is no prose is not to be read. */
export interface Passage {
  readonly text: string;
  /** Where the passage starts in the document. */
  readonly start: number;
}

/** How much before and behind a place is in its passage, in characters: more than an encoder can read. */
const reach = { before: 3000, after: 2500 };

/** What inside prose says how it is set or where it leads, not what it says. */
const unread: ReadonlySet<InlineKind> = new Set(['marker', 'link-target', 'html', 'command', 'citation', 'comment']);

/** Stars and underscores that open or close emphasis; three underscores are a sign of a missing word. */
const emphasis =
  /(?<![\p{L}\p{N}*\\])\*{1,3}(?=\S)|(?<=[^\s\\])\*{1,3}(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_\\])_{1,2}(?=[^\s_])|(?<=[^\s_\\])_{1,2}(?![\p{L}\p{N}_])/gu;

/** The prose around some places of a document, which must be near each other, and of them those that stand in prose. */
export function passageAround(
  document: string,
  places: readonly Span[],
  languageId: string,
): { readonly passage: Passage; readonly places: readonly Span[] } {
  const [first, last] = [places[0]?.start ?? 0, places.at(-1)?.end ?? 0];
  const window = new ProseWindow(document, first, languageId);
  const from = Math.max(0, first - window.start - reach.before);
  const to = Math.min(window.text.length, last - window.start + reach.after);
  const blocks = window.blocks.filter((block) => isProseKind(block.kind) && block.start < to && block.end > from);
  const spans = blocks.map((block) => window.inlines({ ...block, ...readPart(block, from, to) }));
  const parts = blocks.flatMap((block, index) => stretches(readPart(block, from, to), spans[index] ?? [], from));
  const isProse = (place: Span): boolean =>
    blocks.some(
      (block, index) => block.start <= place.start && place.end <= block.end && !spans[index]?.some((span) => overlap(span, place)),
    );
  return {
    passage: { text: textOf(window.text, parts, from, to), start: window.start + from },
    places: places.filter(({ start, end }) => isProse({ start: start - window.start, end: end - window.start })),
  };
}

/** A block is read from its start, so that its spans are understood, unless that is far away. */
function readPart(block: Block, from: number, to: number): Span {
  return { start: Math.max(block.start, from - reach.before), end: Math.min(block.end, to) };
}

/** What of a part of a block is to be read, from an offset on. */
function stretches({ start, end }: Span, spans: readonly InlineSpan[], from: number): Span[] {
  const found: Span[] = [];
  let done = Math.max(start, from);
  for (const span of spans.filter(({ kind }) => unread.has(kind))) {
    if (span.start > done) found.push({ start: done, end: span.start });
    done = Math.max(done, span.end);
  }
  return done < end ? [...found, { start: done, end }] : found;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function textOf(text: string, parts: readonly Span[], from: number, to: number): string {
  const hidden = (start: number, end: number): string => text.slice(start, end).replace(/[^\n]/g, unreadCharacter);
  let result = '';
  let done = from;
  for (const { start, end } of parts) {
    result += hidden(done, start) + text.slice(start, end).replaceAll('\r', unreadCharacter).replace(emphasis, hide);
    done = end;
  }
  return result + hidden(done, to);
}

function hide(signs: string): string {
  return unreadCharacter.repeat(signs.length);
}
