import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { EncodedText } from './encodedText.js';
import type { PositionEncoding } from './positionEncoding.js';

/** Where a document was edited last. */
export interface LastEdit {
  /** The offset after what was written, with one character for the end of each line. */
  readonly end: number;
  /** What was written; nothing where something was only removed. */
  readonly text: string;
  /** When, in milliseconds of the server's clock. */
  readonly at: number;
}

/** A document that the client has open, as it is now. */
export class OpenDocument {
  /** As the client counts it, with its line ends. */
  #sent: EncodedText;
  #plain: EncodedText | undefined;
  #lastEdit: LastEdit | undefined;

  constructor(
    readonly uri: string,
    /** As the client calls the language. */
    readonly languageId: string,
    public version: number,
    text: string,
    encoding: PositionEncoding,
  ) {
    this.#sent = new EncodedText(text, encoding);
  }

  /** The text with one character for the end of each line, which is how all of Cloze counts; lines and columns are the same in both. */
  get plain(): EncodedText {
    const { text, encoding } = this.#sent;
    this.#plain ??= text.includes('\r') ? new EncodedText(plainText(text), encoding) : this.#sent;
    return this.#plain;
  }

  get text(): string {
    return this.plain.text;
  }

  get lastEdit(): LastEdit | undefined {
    return this.#lastEdit;
  }

  /** Takes in changes, each of them of the text that the one before has left. */
  apply(changes: readonly TextDocumentContentChangeEvent[], version: number, now: number): void {
    let end: Position | undefined;
    for (const change of changes) {
      const { text, encoding } = this.#sent;
      const span = 'range' in change ? this.#sent.spanOf(change.range) : { start: 0, end: text.length };
      this.#sent = new EncodedText(text.slice(0, span.start) + change.text + text.slice(span.end), encoding);
      this.#plain = undefined;
      end = this.#sent.positionAt(span.start + change.text.length);
    }
    this.version = version;
    this.#lastEdit = end && { end: this.plain.offsetAt(end), text: changes.at(-1)?.text ?? '', at: now };
  }
}

/** A text whose lines end in one character. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
