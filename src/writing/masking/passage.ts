import { blankedMarkup } from '../../prose/markup/blankedMarkup.js';
import { isProseKind, type Block } from '../../prose/markup/block.js';
import { ProseWindow } from '../../prose/markup/proseWindow.js';
import type { Span } from '../../prose/span.js';
import { withStandIns } from './casing.js';
import { maskSigns } from './maskSigns.js';

/** A part of a document as a model is to read it: every character stands at its place, and there are spaces for what is no prose. */
export interface Passage {
  readonly text: string;
  /** Where the passage starts in the document. */
  readonly start: number;
}

/** How much before and after a place is in its passage, in characters: more than an encoder can read. */
const reach = { before: 3000, after: 2500 };

/** The prose around some places of a document, which must be near each other, and of them those that are in prose. */
export function passageAround(
  document: string,
  places: readonly Span[],
  languageId: string,
): { readonly passage: Passage; readonly places: readonly Span[] } {
  const [first, last] = [places[0]?.start ?? 0, places.at(-1)?.end ?? 0];
  const window = new ProseWindow(document, first, languageId);
  const from = Math.max(0, first - window.start - reach.before);
  const to = Math.min(window.text.length, last - window.start + reach.after);
  const parts = window.blocks
    .filter(({ kind, start, end }) => isProseKind(kind) && start < to && end > from)
    .map((block) => partOf(block, from, to))
    .map((block) => ({ block, spans: window.inlines(block) }));
  const isProse = (place: Span): boolean =>
    parts.some(
      ({ block, spans }) =>
        block.start <= place.start && place.end <= block.end && !spans.some((span) => span.kind !== 'sign' && overlap(span, place)),
    );

  let text = '';
  let done = from;
  const source = withoutSigns(window.text, from, to);
  for (const { block, spans } of parts) {
    text += blank(source, done, block.start) + blankedMarkup(source, { start: Math.max(from, block.start), end: block.end }, spans);
    done = block.end;
  }
  return {
    passage: { text: withSigns(text + blank(source, done, to), window.text.slice(from, to)), start: window.start + from },
    places: places.filter(({ start, end }) => isProse({ start: start - window.start, end: end - window.start })),
  };
}

/** A block from its start, so that its spans are understood, unless that is far away. */
function partOf(block: Block, from: number, to: number): Block {
  return { ...block, start: Math.max(block.start, from - reach.before), end: Math.min(block.end, to) };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function blank(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(/[^\n]/g, ' ');
}

/** Signs of missing words look like markup, so words stand in for them while that is taken away. */
function withoutSigns(text: string, from: number, to: number): string {
  return text.slice(0, from) + withStandIns(text.slice(from, to), maskSigns(text.slice(from, to))).replaceAll('\r', ' ') + text.slice(to);
}

/** Puts the signs back where their stand-ins are left. */
function withSigns(text: string, original: string): string {
  let result = '';
  let done = 0;
  for (const { start, end } of maskSigns(original)) {
    const isLeft = text.slice(start, end).trim() !== '';
    result += text.slice(done, start) + (isLeft ? original.slice(start, end) : text.slice(start, end));
    done = end;
  }
  return result + text.slice(done);
}
