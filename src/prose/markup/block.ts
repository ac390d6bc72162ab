import type { Span } from '../span.js';

/**
 * What a stretch of whole lines is. Writers write paragraphs, headings, list items and quotations; all else is not prose.
 * `markup` is a line that only says how to set the text, such as a rule, a directive or a link definition.
 */
export type BlockKind =
  'paragraph' | 'heading' | 'list-item' | 'quote' | 'code' | 'table' | 'front-matter' | 'math' | 'comment' | 'html' | 'markup';

/** Blocks are in order and do not overlap; together they hold every character that is no white space. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** Depth of a heading (1 is the outermost), a list item or a quotation. */
  readonly level?: number;
  /** Whether each of its lines ends where the writer wants it to, without a sign that says so. */
  readonly keepsLines?: boolean;
}

/**
 * What a stretch inside a prose block is, when it is no prose. A `marker` is what makes a line a heading, item or quotation, a `sign` one
 * of emphasis, a link or an escape, a `break` a line end that the writer asks for. What stands between `note-start` and `note-end` is
 * prose, but read elsewhere: a footnote.
 */
export type InlineKind =
  | 'marker'
  | 'code'
  | 'math'
  | 'url'
  | 'link-target'
  | 'html'
  | 'command'
  | 'citation'
  | 'comment'
  | 'sign'
  | 'break'
  | 'note-start'
  | 'note-end';

export interface InlineSpan extends Span {
  readonly kind: InlineKind;
  /** Whether what is typed right after it goes on with it: an address, or a construct that is not closed yet. */
  readonly open?: boolean;
  /** What a reader reads in its place, where that is not what `visibleText` takes from its kind: "ö" for `\"o`. */
  readonly shows?: string;
  /** Whether that is what the document itself says that a name stands for, so that models read it instead of the name. */
  readonly defined?: boolean;
}

export function isProseKind(kind: BlockKind): boolean {
  return kind === 'paragraph' || kind === 'heading' || kind === 'list-item' || kind === 'quote';
}
