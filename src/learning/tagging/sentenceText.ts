import type { Span } from '../../prose/span.js';

/** Signs that stand right after a word, and those that a word stands right after. */
const closing = /^(?:[.,;:!?%)\]}»”…]|['’]\p{L}{0,2}$)/u;
const opening = /[([{«“‘]$/u;

/** The text that words of a sentence most likely come from, and where in it each stands. */
export function sentenceText(words: readonly string[]): { readonly text: string; readonly places: readonly Span[] } {
  let text = '';
  const places = words.map((word) => {
    if (text !== '' && !closing.test(word) && !opening.test(text)) text += ' ';
    const start = text.length;
    text += word;
    return { start, end: text.length };
  });
  return { text, places };
}
