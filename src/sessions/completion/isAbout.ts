import type { CompletionRecord } from '../../common/completionRecord.js';

/** A cursor, and the text before it; each line ends in one character. */
export interface CursorPlace {
  /** The document's address. */
  readonly document: string;
  readonly offset: number;
  /** The end of the text before the cursor, `lookBehind` characters where there are as many. */
  readonly before: string;
}

/** Characters before a completion that tell its place from others. */
const placeLength = 40;

/** Characters before the cursor that are looked at: more than the longest completion has. */
export const lookBehind = 2000;

/** Whether a completion was suggested at the cursor, or some of it was typed or accepted since then and nothing else. */
export function isAbout({ document, offset, before, candidates }: CompletionRecord, cursor: CursorPlace): boolean {
  const written = cursor.offset - offset;
  if (cursor.document !== document || written < 0) return false;
  const texts = written === 0 ? [''] : candidates.map(({ completion }) => completion.text).filter(({ length }) => length >= written);
  return texts.some((text) => cursor.before.endsWith(before.slice(-placeLength) + text.slice(0, written)));
}
