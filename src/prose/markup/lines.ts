import { isBlank } from '../characters.js';

/** One line of a text, without the characters that end it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** The first character that is no space or tab; `end` on a blank line. */
  readonly first: number;
  /** The column of `first`, with tab stops every four columns. */
  readonly column: number;
}

/** All lines of a text. `\n` and `\r\n` end lines, as in the editor. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length + 1 : found + 1;
    const end = found > start && text.charCodeAt(found - 1) === 13 ? found - 1 : next - 1;
    lines.push(lineAt(text, start, end));
    start = next;
  }
  return lines;
}

function lineAt(text: string, start: number, end: number): Line {
  let first = start;
  let column = 0;
  while (first < end && isBlank(text.charCodeAt(first))) {
    column = nextColumn(text, first, column);
    first++;
  }
  return { start, end, first, column };
}

/** The column after the character at an offset that stands in `column`. */
export function nextColumn(text: string, offset: number, column: number): number {
  return text.charCodeAt(offset) === 9 ? column + 4 - (column % 4) : column + 1;
}

export function isBlankLine(line: Line): boolean {
  return line.first >= line.end;
}
