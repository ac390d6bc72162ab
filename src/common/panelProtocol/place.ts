/**
 * A stretch of a document, with enough of its text to find it again after an edit and to notice when it is gone. Texts and
 * offsets are as if each line ended in one character, `\n`; for a place between two characters `start` and `end` are equal.
 */
export interface TextPlace {
  /** The document's address, as a text. */
  readonly document: string;
  readonly start: number;
  readonly end: number;
  /** What stands there. */
  readonly text: string;
  /** The end of what comes before it; `anchorLength` characters are enough. */
  readonly before: string;
}

/** How many characters before a place tell it from other places. */
export const anchorLength = 40;
