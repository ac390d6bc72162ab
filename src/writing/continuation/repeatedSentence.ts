import { sentences } from '../../prose/sentences.js';
import { wordSpans } from './wordSpans.js';

/** How much text before the caret is searched. */
const reach = 4000;
/** Shorter sentences ("I see.") may well come twice. */
const minWords = 4;

/**
 * Where a completion begins to tell a sentence that comes before the caret, or that it told itself; its length if it does
 * not. A sentence that breaks off counts when the one before it starts alike. A sentence that the writer has begun and the
 * completion makes a repetition gives 0, unless the completion adds the last few words only: then they mean it.
 */
export function repeatedSentenceStart(completion: string, before: string): number {
  const context = before.slice(-reach);
  const text = context + completion;
  const told: string[] = [];
  for (const { start, end } of sentences(text)) {
    const words = keyOf(text.slice(start, end));
    const added = end > context.length ? wordSpans(text.slice(Math.max(start, context.length), end)).length : 0;
    if (added >= minWords && repeats(words, told, end === text.trimEnd().length)) return Math.max(0, start - context.length);
    told.push(words);
  }
  return completion.length;
}

function repeats(words: string, told: readonly string[], isLast: boolean): boolean {
  return told.includes(words) || (isLast && (told.at(-1) ?? '').startsWith(`${words} `));
}

function keyOf(sentence: string): string {
  return wordSpans(sentence)
    .map(({ word }) => word)
    .join(' ');
}
