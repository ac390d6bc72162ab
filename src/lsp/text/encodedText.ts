import type { Position, Range } from 'vscode-languageserver';
import { lastAtMost } from '../../prose/lastAtMost.js';
import type { Span } from '../../prose/span.js';
import { LineColumns, type PositionEncoding } from './positionEncoding.js';

/** A text whose places are told as offsets in UTF-16 code units here, and as lines and columns in an encoding by the client. */
export class EncodedText {
  readonly #starts: readonly number[];
  readonly #columns = new Map<number, LineColumns>();

  constructor(
    readonly text: string,
    readonly encoding: PositionEncoding,
  ) {
    this.#starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset of a position. One outside the text is moved to the end of its line, or of the text. */
  offsetAt({ line, character }: Position): number {
    if (!(line >= 0)) return 0;
    if (line >= this.#starts.length) return this.text.length;
    const { start, end } = this.lineAt(line);
    return Math.min(start + this.#columnsOf(line).decoded(character), end);
  }

  positionAt(offset: number): Position {
    const line = Math.max(0, lastAtMost(this.#starts, offset));
    const { start } = this.lineAt(line);
    return { line, character: this.#columnsOf(line).encoded(offset - start) };
  }

  spanOf({ start, end }: Range): Span {
    const [first, second] = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(first, second), end: Math.max(first, second) };
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The offsets of a line, without what ends it. */
  lineAt(line: number): Span {
    const start = this.#starts[line] ?? this.text.length;
    let end = this.#starts[line + 1] ?? this.text.length;
    if (line + 1 < this.#starts.length) {
      if (this.text[end - 1] === '\n') end--;
      if (this.text[end - 1] === '\r' && end > start) end--;
    }
    return { start, end };
  }

  #columnsOf(line: number): LineColumns {
    const known = this.#columns.get(line);
    if (known !== undefined) return known;
    const { start, end } = this.lineAt(line);
    const columns = new LineColumns(this.text.slice(start, end), this.encoding);
    this.#columns.set(line, columns);
    return columns;
  }
}

/** Where lines start. In the protocol `\n`, `\r\n` and `\r` end one. */
function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
