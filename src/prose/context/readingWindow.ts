/**
 * How much of a document is looked at, in characters. `src/prose` reads about 250,000 before the caret at most, so that a
 * document of up to 300,000 is read exactly; more would cost time on each key and tell the model nothing.
 */
const reach = { before: 300_000, after: 10_000 };

/** The start moves in steps, so that what the model is told stays the same from one key to the next. */
const step = 100_000;

/** The part of a document to look at around a caret: offsets into the document. Its start is to be moved to that of its line. */
export function readingWindow(caret: number): { readonly start: number; readonly end: number } {
  return { start: Math.max(0, Math.floor((caret - reach.before) / step) * step), end: caret + reach.after };
}
