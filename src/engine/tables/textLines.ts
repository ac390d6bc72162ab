/** A line of a text, without its end. */
export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Characters from the start of the text to after the end of the line. */
  readonly end: number;
}

const lineEnd = /\r\n|\r|\n/g;

/**
 * The lines of a text as it comes in, in time linear in the text. Lines end with `\n`, `\r\n` or `\r`.
 * @param maxLength in UTF-16 code units; a longer line is handed to `tooLong`, which throws
 */
export async function* textLines(
  pieces: AsyncIterable<string>,
  maxLength: number,
  tooLong: (line: number) => never,
): AsyncGenerator<TextLine> {
  let [line, before, rest] = [1, 0, ''];
  for await (const piece of withoutSplitEnds(pieces)) {
    let start = 0;
    for (const { index, 0: end } of piece.matchAll(lineEnd)) {
      const text = rest + piece.slice(start, index);
      if (text.length > maxLength) tooLong(line);
      start = index + end.length;
      yield { text, line, end: before + start };
      line++;
      rest = '';
    }
    rest += piece.slice(start);
    if (rest.length > maxLength) tooLong(line);
    before += piece.length;
  }
  if (rest !== '') yield { text: rest, line, end: before };
}

/** A carriage return at the end of a piece waits for what may follow it. */
async function* withoutSplitEnds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    yield held === '' ? text : text.slice(0, -1);
  }
  yield held;
}
