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

/** Whether both are the same place in the same text. */
export function isSamePlace(a: CaretText, b: CaretText | undefined): boolean {
  return a.document === b?.document && a.offset === b.offset && a.before === b.before && a.after === b.after;
}

/** What was inserted at a caret. */
export interface Insertion {
  /** What stands before the caret. */
  readonly typed: string;
  /** The sign after the caret with which the editor closed a bracket or quotation mark by itself; else empty. */
  readonly closed: string;
}

/** More text than this was not typed in reply to a suggestion. */
const maxTyped = 500;

/**
 * What was inserted at the caret since an earlier moment, if nothing else changed near it: nothing for the same place and
 * `undefined` where the text differs otherwise. What stands far from the caret is not looked at.
 */
export function insertedSince(earlier: CaretText, now: CaretText): Insertion | undefined {
  const length = now.offset - earlier.offset;
  if (earlier.document !== now.document || length < 0 || length > Math.min(maxTyped, now.before.length)) return undefined;
  const closed = closedSince(earlier.after, now.after);
  if (closed === undefined || !sameEnd(earlier.before, now.before.slice(0, now.before.length - length))) return undefined;
  return { typed: now.before.slice(now.before.length - length), closed };
}

/** The one sign that stands more after the caret; `undefined` where more has changed there. */
function closedSince(earlier: string, now: string): string | undefined {
  if (earlier === now) return '';
  const sign = now.charAt(0);
  const rest = now.slice(1);
  return /[\p{P}\p{S}]/u.test(sign) && (rest === earlier || (now.length === earlier.length && earlier.startsWith(rest))) ? sign : undefined;
}

/** Whether two ends of texts agree as far as both go. */
function sameEnd(a: string, b: string): boolean {
  return a.length >= b.length ? a.endsWith(b) : b.endsWith(a);
}
