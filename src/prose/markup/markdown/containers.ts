import { isBlank } from '../../characters.js';
import { nextColumn, type Line } from '../lines.js';
import { lineStart } from './lineStart.js';

/** A place on a line, after the quotation markers that the line begins with. */
export interface Place {
  /** The first character that is no blank, and its column. */
  readonly offset: number;
  readonly column: number;
  /** How many quotations, and the column where text in the innermost starts. */
  readonly depth: number;
  readonly margin: number;
}

/** Items that one line may open, one in the other. */
const deepestNesting = 16;

/** The quotations and list items around a line of Markdown. */
export class Containers {
  /** Columns where the content of the list items starts that the current line may belong to, outermost first. */
  readonly #items: number[] = [];
  #depth = 0;

  constructor(private readonly text: string) {}

  /** How many quotations the last line that was entered is in. */
  get depth(): number {
    return this.#depth;
  }

  /** How many list items are open. */
  get itemDepth(): number {
    return this.#items.length;
  }

  /** The column where the content of the innermost list item starts. */
  get content(): number {
    return this.#items.at(-1) ?? 0;
  }

  /** Enters the quotations of a place; with other quotations than before, all list items end. */
  enterQuotations({ depth }: Place): void {
    if (depth !== this.#depth) this.#items.length = 0;
    this.#depth = depth;
  }

  /** Leaves the list items that a place is not indented enough for. */
  leaveItems({ column }: Place): void {
    while (column < this.content) this.#items.pop();
  }

  /** Opens something whose content starts at a column. */
  open(column: number): void {
    this.#items.push(column);
  }

  /** Enters one or more list items by their markers ("- 1. text"), and quotations in them; returns the offset after all markers. */
  enterItems(line: Line, place: Place): number {
    let { offset, column } = place;
    for (let depth = 0; ; depth++) {
      if (depth === deepestNesting) return offset;
      const start = lineStart(this.text.slice(offset, line.end));
      if (start?.kind !== 'list' && (start?.kind !== 'quote' || offset === place.offset)) return offset;
      const width = start.kind === 'list' ? start.width : 1;
      const marker = column + width;
      offset += width;
      column = marker;
      while (offset < line.end && isBlank(this.text.charCodeAt(offset))) column = nextColumn(this.text, offset++, column);
      if (start.kind === 'list') this.#items.push(offset >= line.end || column - marker > 4 ? marker + 1 : column);
    }
  }

  /** Whether a line is outside of the innermost quotation or list item; a blank line is in the item. */
  isOutside(line: Line): boolean {
    const { offset, depth, column } = this.place(line);
    return depth < this.#depth || (offset < line.end && column < this.content);
  }

  /** Columns between a place and the margin of the innermost container that it is in. */
  indent({ column, margin }: Place): number {
    const { content } = this;
    return column - (content <= column ? Math.max(margin, content) : margin);
  }

  /** A line after its quotation markers, without blanks around it. */
  rest(line: Line): string {
    return this.text.slice(this.place(line).offset, line.end).trimEnd();
  }

  /** The place after the quotation markers of a line; one space after each belongs to it. */
  place(line: Line): Place {
    let { first: offset, column } = line;
    let depth = 0;
    let margin = 0;
    const skipBlanks = (): void => {
      while (offset < line.end && isBlank(this.text.charCodeAt(offset))) column = nextColumn(this.text, offset++, column);
    };
    while (this.text.charCodeAt(offset) === 62 && offset < line.end && this.indent({ offset, column, depth, margin }) < 4) {
      depth++;
      offset++;
      column++;
      margin = offset < line.end && isBlank(this.text.charCodeAt(offset)) ? column + 1 : column;
      skipBlanks();
    }
    return { offset, column, depth, margin };
  }
}
