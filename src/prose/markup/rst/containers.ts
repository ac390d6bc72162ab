import type { BlockKind } from '../block.js';

/** What holds blocks by their indentation: an item, a quotation, the body of a definition or of a directive. */
export interface Container {
  /** The least column of what is in it. */
  readonly column: number;
  /** What its paragraphs are, unless it stands in an item or a quotation itself. */
  readonly kind: Extract<BlockKind, 'paragraph' | 'list-item' | 'quote'>;
  readonly isGlossary?: boolean;
}

/** The containers around a line, outermost first. */
export class Containers {
  readonly #stack: Container[] = [];

  /** What a paragraph is here. */
  get kind(): Container['kind'] {
    return this.last?.kind ?? 'paragraph';
  }

  get last(): Container | undefined {
    return this.#stack.at(-1);
  }

  /** Leaves what a line at a column is not in. One that is indented without a reason is quoted. */
  enter(column: number): void {
    while (this.last && this.last.column > column) this.#stack.pop();
    if (column > (this.last?.column ?? 0)) this.open({ column, kind: 'quote' });
  }

  open(container: Container): void {
    this.#stack.push(this.kind === 'paragraph' ? container : { ...container, kind: this.kind });
  }

  clear(): void {
    this.#stack.length = 0;
  }
}
