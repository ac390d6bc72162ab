import type { InlineSpan } from '../../prose/block.js';
import { onOneLine, visibleText } from '../../prose/visibleText.js';
import { sentences } from '../../sentences.js';
import type { Span } from '../../span.js';
import type { FlowSentence } from './flowDocument.js';

/** Letters of words; what has fewer than two words is no sentence that anything could follow from: "* * *", "🙂", "(12)". */
const word = /\p{L}[\p{L}\p{M}'’-]*/gu;
const leastWords = 2;

/** The sentences of a paragraph. A line of emoji or numbers is none, nor is one of nothing but code, a formula or an address. */
export function blockSentences(text: string, block: Span, spans: readonly InlineSpan[]): FlowSentence[] {
  const visible = visibleText(text, block, spans);
  return sentences(visible.shape)
    .filter(({ start, end }) => (visible.shape.slice(start, end).match(word)?.length ?? 0) >= leastWords)
    .map((span) => ({ ...visible.sourceOf(span), text: onOneLine(visible.text.slice(span.start, span.end)) }));
}
