/**
 * The text around a caret, as far as it decides whether a suggestion still fits there. Lines end in `\n`, whatever the
 * document uses.
 */
export interface CaretText {
  /** Identifies the document. */
  readonly document: string;
  /** How many characters stand before the caret in the document. */
  readonly offset: number;
  /** The end of the text before the caret, up to some length. */
  readonly before: string;
  /** The start of the text after the caret, up to some length. */
  readonly after: string;
}

/** More text than this was not typed in reply to a suggestion. */
const mostTyped = 500;

/**
 * What was inserted at the caret since an earlier moment, if nothing else changed near it: `''` for the same place and
 * `undefined` where the text differs otherwise. What stands far from the caret is not looked at.
 */
export function typedSince(earlier: CaretText, now: CaretText): string | undefined {
  const length = now.offset - earlier.offset;
  if (earlier.document !== now.document || length < 0 || length > Math.min(mostTyped, now.before.length)) return undefined;
  const beforeTyped = now.before.slice(0, now.before.length - length);
  const fits = earlier.after === now.after && sameEnd(earlier.before, beforeTyped);
  return fits ? now.before.slice(now.before.length - length) : undefined;
}

/** Whether two ends of texts agree as far as both go. */
function sameEnd(a: string, b: string): boolean {
  return a.length >= b.length ? a.endsWith(b) : b.endsWith(a);
}
