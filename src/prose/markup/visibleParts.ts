import { append } from '../../common/append.js';
import type { Span } from '../span.js';
import type { InlineKind, InlineSpan } from './block.js';

/** A stretch of a document and what a reader reads of it: the same, something else, or nothing. */
export interface Part extends Span {
  readonly shown: string;
  /**
   * `opaque` is what is not read as words; a `break` is a line end that the writer asks for, two characters; at a `source` stood the name
   * of one, which may be the first word of its sentence ("@lee2001 says so").
   */
  readonly is?: 'opaque' | 'break' | 'source';
}

/** What a reader sees of an inline span: all of it, nothing, or what comes between its signs. */
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
 */
export function visibleParts(text: string, { start, end }: Span, spans: readonly InlineSpan[]): Part[] {
  const parts: Part[] = [];
  let from = start;
  for (const span of withNotes(spans)) {
    const spanStart = Math.max(from, span.start);
    const spanEnd = Math.min(end, span.end);
    if (spanStart >= spanEnd) continue;
    if (from < spanStart) parts.push({ start: from, end: spanStart, shown: text.slice(from, spanStart) });
    append(parts, partsOfSpan(text, { ...span, start: spanStart, end: spanEnd }));
    from = spanEnd;
  }
  if (from < end) parts.push({ start: from, end, shown: text.slice(from, end) });
  return parts;
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
      return [{ start, end, shown: '', ...(kind === 'citation' && source.startsWith('@') && { is: 'source' }) }];
  }
}

/** Code without its backticks. */
function insideOfCode(source: string, start: number): Part[] {
  const opening = /^`*/.exec(source)?.[0].length ?? 0;
  let closing = source.length;
  while (closing > opening && source.charCodeAt(closing - 1) === 96) closing--;
  return [
    { start, end: start + opening, shown: '' },
    { start: start + opening, end: start + closing, shown: source.slice(opening, closing), is: 'opaque' as const },
    { start: start + closing, end: start + source.length, shown: '' },
  ].filter((part) => part.start < part.end);
}
