import type { InlineKind, InlineSpan } from '../../prose/block.js';
import type { Span } from '../../span.js';

/** What a reader sees of an inline span: all of it, nothing, or what stands between its signs. */
const shown: Readonly<Record<InlineKind, 'all' | 'nothing' | 'inside'>> = {
  marker: 'nothing',
  code: 'inside',
  math: 'all',
  url: 'all',
  'link-target': 'nothing',
  html: 'nothing',
  command: 'nothing',
  citation: 'nothing',
  comment: 'nothing',
};

/**
 * The text of a block with all that no reader sees replaced by spaces, so that offsets stay as they are. Line ends stay too.
 * @param spans the inline spans of the block
 */
export function withoutMarkup(text: string, { start, end }: Span, spans: readonly InlineSpan[]): string {
  let result = '';
  let from = start;
  for (const span of spans) {
    const source = text.slice(Math.max(from, span.start), Math.min(end, span.end));
    result += text.slice(from, Math.max(from, span.start));
    if (shown[span.kind] === 'all') result += source;
    else result += shown[span.kind] === 'nothing' ? blank(source) : insideOfCode(source);
    from = Math.max(from, Math.min(end, span.end));
  }
  return withoutEmphasis(result + text.slice(from, end));
}

/** A stretch of text as a reader reads it, on one line. */
export function readableText(text: string, span: Span, spans: readonly InlineSpan[]): string {
  return onOneLine(withoutMarkup(text, span, spans));
}

/** Without spaces that markup has left before a sign, and with one space where there are several or a line end. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?)\]}’”](?:\s|$))/g, '')
    .trim();
}

/** Code without its backticks; of a role in reStructuredText, such as :ref:`title <target>`, only the title. */
function insideOfCode(source: string): string {
  return source.replace(/^:[\w:+-]+:(?=`)|`| <[^<>]*>(?=`)/g, blank);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Signs of emphasis, links and braces are no characters of a sentence; those inside words are. */
function withoutEmphasis(text: string): string {
  return text
    .replace(/(?<!\\)[*{}]|~~|(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])|!?(?<!\\)\[|\\(?=[\p{P}\p{S}])/gu, blank)
    .replace(/(?<!\\)\]/g, ' ')
    .replace(/~/g, ' ');
}
