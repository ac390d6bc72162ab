import type { TextContext } from '../../common/methods/completion.js';
import { headingsAbove } from './headings.js';
import { proseBefore } from './proseBefore.js';
import { type BlockKind, type InlineKind, isProseKind } from '../markup/block.js';
import { ProseWindow } from '../markup/proseWindow.js';
import { trimEndOffset } from '../characters.js';
import { sentences } from '../sentences.js';
import { proseText } from './proseText.js';

/** The most characters before and after the caret. */
export interface ContextLimits {
  readonly before: number;
  readonly after: number;
}

const defaultLimits: ContextLimits = { before: 24_000, after: 2000 };

/**
 * What a model should know of a document to continue it at the caret. Only prose: code, tables, front matter, math blocks
 * and comments are left out, other markup stays. Line ends become `\n`.
 *
 * `before` ends at the caret. When it is too long its front is cut at the start of a sentence, in steps of a quarter of the
 * limit, so that it stays the same from one key to the next. `after` reaches to the end of the paragraph. Where
 * `isProseAt` is false, `after` is empty; in code and the like, `before` is the prose above.
 *
 * Reads a window of the document (see `ProseWindow`). Headings more than 200,000 characters above the caret are not seen,
 * except the document's title.
 */
export function documentContext(text: string, offset: number, languageId: string, limits: ContextLimits = defaultLimits): TextContext {
  return contextOf(text, new ProseWindow(text, offset, languageId), limits);
}

/** `documentContext` where `isProseAt` is true, else `undefined`; reads the document once for both. */
export function proseContext(
  text: string,
  offset: number,
  languageId: string,
  limits: ContextLimits = defaultLimits,
): TextContext | undefined {
  const window = new ProseWindow(text, offset, languageId);
  return window.isProse ? contextOf(text, window, limits) : undefined;
}

/** What a caret is in, and what a model should know of the document there. */
export interface Surroundings {
  /** What is no prose at the caret, such as code or a table; `undefined` where `isProseAt` is true. */
  readonly obstacle: BlockKind | InlineKind | undefined;
  /** `documentContext`, made with the first call. */
  readonly context: () => TextContext;
}

/** Reads the document once for all questions about a caret. */
export function surroundings(text: string, offset: number, languageId: string): Surroundings {
  const window = new ProseWindow(text, offset, languageId);
  let context: TextContext | undefined;
  return { obstacle: window.obstacle, context: () => (context ??= contextOf(text, window, defaultLimits)) };
}

function contextOf(text: string, window: ProseWindow, limits: ContextLimits): TextContext {
  return {
    headings: headingsAbove(text, window),
    before: proseBefore(window, limits.before),
    after: proseAfter(window, limits.after),
  };
}

/** How much before the caret is read so that inline spans are understood. */
const lead = 2000;

/** The prose from the caret to the end of its paragraph; when it is longer than `limit`, to the end of a sentence. */
function proseAfter(window: ProseWindow, limit: number): string {
  const { block, caret, text } = window;
  if (!block || !isProseKind(block.kind) || !window.isProse) return '';
  const end = Math.min(block.end, caret + limit);
  const visible = { ...block, start: Math.max(block.start, caret - lead), end };
  const marker = window.inlines(visible).find((span) => span.kind === 'marker' && span.start >= caret && isLast(text, span.end, end));
  const after = proseText(window, block, caret, marker?.start ?? end);
  if (end === block.end) return after.trimEnd();
  const sentence = sentences(after).at(-2);
  const word = after.search(/\s\S*$/);
  return after.slice(0, sentence?.end ?? (word > 0 ? trimEndOffset(after, 0, word) : after.length));
}

/** Whether nothing comes between a marker, such as the line below a heading, and the end of the block. */
function isLast(text: string, markerEnd: number, end: number): boolean {
  return text.slice(markerEnd, end).trim() === '';
}
