import type { Block, InlineSpan } from './block.js';
import type { Definitions, Grammar } from './grammar.js';
import { grammarOf } from './languages.js';

/**
 * The blocks of a whole document, in order and without overlap; together they hold all that is no white space. 1 MB takes
 * about 20 ms. To look at the text around a caret, use a `ProseWindow`.
 */
export function blocks(text: string, languageId: string): Block[] {
  return grammarOf(languageId).blocks(text, true);
}

/** Whether `inlineSpans` finds every sign of a language's markup, so that all besides is text. */
export function hasExactSigns(languageId: string): boolean {
  return grammarOf(languageId).exactSigns === true;
}

/** What is no prose inside a block of prose, in order and without overlap. Offsets are into the whole text. */
export function inlineSpans(text: string, block: Block, languageId: string): InlineSpan[] {
  return inlinesOf(text, block, grammarOf(languageId));
}

/** Reads the inline spans of blocks of a whole document, as `inlineSpans` does, with what the document says that names stand for. */
export function inlineReader(text: string, languageId: string): (block: Block) => InlineSpan[] {
  const grammar = grammarOf(languageId);
  const definitions = grammar.definitions?.(text);
  return (block) => inlinesOf(text, block, grammar, definitions);
}

function inlinesOf(text: string, { start, end, kind }: Block, grammar: Grammar, definitions?: Definitions): InlineSpan[] {
  const spans = grammar.inlines(text.slice(start, end), kind, definitions);
  return spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
}
