import type { InlineSpan } from '../../prose/block.js';
import { sentences } from '../../sentences.js';
import type { Span } from '../../span.js';
import type { FlowSentence } from './flowDocument.js';
import { onOneLine, withoutMarkup } from './readableText.js';

/** Letters of words; what has fewer than two words is no sentence that anything could follow from: "* * *", "🙂", "(12)". */
const word = /\p{L}[\p{L}\p{M}'’-]*/gu;
const leastWords = 2;

/** The sentences of a paragraph. A line of emoji or numbers is none. */
export function blockSentences(text: string, block: Span, spans: readonly InlineSpan[]): FlowSentence[] {
  const masked = withoutMarkup(text, block, spans);
  return sentences(masked)
    .map(({ start, end }) => ({ start: start + block.start, end: end + block.start, text: onOneLine(masked.slice(start, end)) }))
    .filter(({ text: sentence }) => (sentence.match(word)?.length ?? 0) >= leastWords);
}
