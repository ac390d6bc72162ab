import type { Span } from '../span.js';
import type { InlineKind, InlineSpan } from './block.js';

/** A stretch of a document and what a reader reads of it: the same, something else, or nothing. */
export interface Part extends Span {
  readonly shown: string;
  /** `opaque` is what is not read as words; a `break` is a line end that the writer asks for, two characters. */
  readonly is?: 'opaque' | 'break';
}

/** What a reader sees of an inline span: all of it, nothing, or what stands between its signs. */
const seen: Readonly<Record<InlineKind, 'all' | 'nothing' | 'inside' | 'break'>> = {
  marker: 'nothing',
  code: 'inside',
  math: 'all',
  url: 'all',
  'link-target': 'nothing',
  html: 'nothing',
  command: 'nothing',
  citation: 'nothing',
  comment: 'nothing',
  sign: 'nothing',
  break: 'break',
  'note-start': 'nothing',
  'note-end': 'nothing',
};

/**
 * The parts of a stretch of a document, in order and without gaps.
 * @param exactSigns whether the spans hold every sign of the markup; else signs of emphasis, links and braces are looked for
 */
export function visibleParts(text: string, { start, end }: Span, spans: readonly InlineSpan[], exactSigns = false): Part[] {
  const parts: Part[] = [];
  let from = start;
  for (const span of withNotes(spans)) {
    const spanStart = Math.max(from, span.start);
    const spanEnd = Math.min(end, span.end);
    if (spanStart >= spanEnd) continue;
    if (from < spanStart) parts.push({ start: from, end: spanStart, shown: text.slice(from, spanStart) });
    parts.push(...partsOfSpan(text, { ...span, start: spanStart, end: spanEnd }));
    from = spanEnd;
  }
  if (from < end) parts.push({ start: from, end, shown: text.slice(from, end) });
  return exactSigns ? parts : withoutSigns(parts, start);
}

/** The spans with each footnote as a single one. A footnote that is not closed hides nothing but its start. */
function withNotes(spans: readonly InlineSpan[]): InlineSpan[] {
  const found: InlineSpan[] = [];
  const open: number[] = [];
  for (const span of spans) {
    if (span.kind === 'note-start') open.push(found.length);
    const first = span.kind === 'note-end' ? open.pop() : undefined;
    const start = first === undefined ? span.start : (found[first]?.start ?? span.start);
    if (first !== undefined) found.length = first;
    found.push({ ...span, start });
  }
  return found;
}

function partsOfSpan(text: string, { kind, start, end, shows }: InlineSpan): Part[] {
  const is = kind === 'code' || kind === 'math' || kind === 'url' ? 'opaque' : undefined;
  if (shows !== undefined) return [{ start, end, shown: shows, ...(is && { is }) }];
  const source = text.slice(start, end);
  switch (seen[kind]) {
    case 'all':
      return [{ start, end, shown: source, is: 'opaque' }];
    case 'break':
      return [{ start, end, shown: ' \n', is: 'break' }];
    case 'inside':
      return insideOfCode(source, start);
    default:
      return [{ start, end, shown: '' }];
  }
}

/** Code without its backticks. */
function insideOfCode(source: string, start: number): Part[] {
  let opening = 0;
  while (source.charCodeAt(opening) === 96) opening++;
  let closing = source.length;
  while (closing > opening && source.charCodeAt(closing - 1) === 96) closing--;
  return [
    { start, end: start + opening, shown: '' },
    { start: start + opening, end: start + closing, shown: source.slice(opening, closing), is: 'opaque' as const },
    { start: start + closing, end: start + source.length, shown: '' },
  ].filter((part) => part.start < part.end);
}

/** Signs of emphasis, links and braces are no characters of a sentence; those inside words are. */
const signs = /(?<!\\)[*{}]|~~|(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])|!?(?<!\\)\[|\\(?=[\p{P}\p{S}])|(?<!\\)\]|~/gu;

/** The parts with what stands between spans cut at signs that no reader sees. */
function withoutSigns(parts: readonly Part[], start: number): Part[] {
  // What stands for a span keeps its place, so that a sign beside one is seen as it stands.
  const surface = parts.map((part) => surfaceOf(part)).join('');
  const found = [...surface.matchAll(signs)];
  const cut: Part[] = [];
  let next = 0;
  for (const part of parts) {
    let from = part.start;
    for (; next < found.length; next++) {
      const match = found[next];
      const at = start + (match?.index ?? 0);
      if (match === undefined || at >= part.end) break;
      const sign = match[0];
      if (from < at) cut.push({ start: from, end: at, shown: part.shown.slice(from - part.start, at - part.start) });
      cut.push({ start: at, end: at + sign.length, shown: sign === '~' ? ' ' : '' });
      from = at + sign.length;
    }
    if (from === part.start) cut.push(part);
    else if (from < part.end) cut.push({ start: from, end: part.end, shown: part.shown.slice(from - part.start) });
  }
  return cut;
}

/** As long as the part's source: prose as it is, letters for what is read otherwise, spaces for what is not read. */
function surfaceOf({ start, end, shown, is }: Part): string {
  const length = end - start;
  if (is === undefined && shown.length === length) return shown;
  return (shown.trim() === '' ? ' ' : 'a').repeat(length);
}
