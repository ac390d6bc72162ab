import { isWordAt } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import type { Span } from '../../span.js';
import { textOutside } from '../textOutside.js';
import { picturesAlone } from './picturesAlone.js';

interface Opener {
  readonly start: number;
  /** After the bracket. */
  readonly end: number;
  /** The picture that stands right after it, once it has been read. */
  picture?: Span;
}

/**
 * The brackets of links and pictures, as signs, and all other spans. A picture that does not stand in a sentence is read apart from it,
 * as a footnote is. Brackets of prose ("[…]", "[t]he", "[sic]") are text; those around other words are taken for a link's.
 * @param spans what is no prose, in order; a link's target starts with the bracket that closes its text
 */
export function withBrackets(content: string, spans: readonly InlineSpan[]): InlineSpan[] {
  const signs: InlineSpan[] = [];
  const open: Opener[] = [];
  const pictures: Span[] = [];
  for (const { start, end, target } of bracketsIn(content, spans)) {
    if (content.charAt(start) !== ']') {
      open.push({ start, end });
      continue;
    }
    const opener = open.pop();
    if (!opener || (!target && isOfProse(content, opener, start))) continue;
    signs.push({ kind: 'sign', start: opener.start, end: opener.end });
    if (end - start === 1) signs.push({ kind: 'sign', start, end });
    const isPicture = content.charAt(opener.start) === '!' || (opener.picture?.start === opener.end && opener.picture.end === start);
    if (!isPicture || !target) continue;
    const picture = { start: opener.start, end };
    if (opener.picture) pictures.pop();
    pictures.push(picture);
    const outer = open.at(-1);
    if (outer) outer.picture = picture;
  }
  const alone = picturesAlone(content, pictures);
  const notes = alone.flatMap(({ start, end }): InlineSpan[] => [
    { kind: 'note-start', start, end: start + 1 },
    { kind: 'note-end', start: end - 1, end },
  ]);
  return alone.length === 0 ? [...spans, ...signs] : [...shortened([...spans, ...signs], alone), ...notes];
}

interface Bracket extends Span {
  /** Whether it closes the text of a link, or one that has attributes. */
  readonly target: boolean;
}

function bracketsIn(content: string, spans: readonly InlineSpan[]): Bracket[] {
  const targets = spans.filter(({ kind, start }) => kind === 'link-target' && content.charAt(start) === ']');
  const brackets = Array.from(textOutside(content, spans, /!?\[|\]/g), ({ start, text }) => ({
    start,
    end: start + text.length,
    target: text === ']' && isBeforeAttributes(content, start),
  }));
  return [...targets.map(({ start, end }) => ({ start, end, target: true })), ...brackets].sort((a, b) => a.start - b.start);
}

/** Whether a bracket closes a span with attributes: "[words]{.small}". */
function isBeforeAttributes(content: string, offset: number): boolean {
  return content.startsWith('{', offset + 1) && !content.startsWith('{{', offset + 1) && !content.startsWith('{%', offset + 1);
}

function isOfProse(content: string, { start, end }: Opener, close: number): boolean {
  const inside = content.slice(end, Math.min(close, end + 12));
  const isShort = close - end < 12 && /^(?:[^\p{L}]*|\p{L}|sic[.!]?)$/iu.test(inside);
  return isShort || isWordAt(content, start - 1) || isWordAt(content, close + 1);
}

/** Spans without the character at the start and at the end of each picture, where its note starts and ends. */
function shortened(spans: readonly InlineSpan[], pictures: readonly Span[]): InlineSpan[] {
  const starts = new Set(pictures.map(({ start }) => start));
  const ends = new Set(pictures.map(({ end }) => end));
  return spans
    .map((span) => ({ ...span, start: span.start + (starts.has(span.start) ? 1 : 0), end: span.end - (ends.has(span.end) ? 1 : 0) }))
    .filter(({ start, end }) => start < end);
}
