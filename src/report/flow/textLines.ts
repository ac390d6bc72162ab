import { lastAtMost } from '../../prose/lastAtMost.js';

/** A place as people count it: lines and columns from 1, columns in UTF-16 code units. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Tells offsets of a text as lines and columns, and the other way round. */
export class TextLines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  }

  at(offset: number): LineAndColumn {
    const index = Math.max(0, lastAtMost(this.#starts, offset));
    return { line: index + 1, column: offset - (this.#starts[index] ?? 0) + 1 };
  }

  /** The offset of a place; of one that the text does not have, that of the nearest line's. */
  offsetAt({ line, column }: LineAndColumn): number {
    return (this.#starts[Math.min(line, this.#starts.length) - 1] ?? 0) + column - 1;
  }
}
