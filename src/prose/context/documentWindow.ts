/** A part of a document. Its lines end in `\n`. */
export interface DocumentWindow {
  readonly text: string;
  /** The offset at which it starts in the document, with one character for each line end. */
  readonly start: number;
}
