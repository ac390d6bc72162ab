/** A document as it is when something is asked about it. Offsets are in its text. */
export interface SessionText {
  /** Its address, and its name for people. */
  readonly uri: string;
  readonly file: string;
  readonly text: string;
  /** Whether the document still has this text. */
  readonly isUnchanged: () => boolean;
}
