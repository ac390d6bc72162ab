import type { BlockKind } from '../block.js';

/** What holds blocks by their indentation: an item, a quotation, the body of a definition or of a directive. */
export interface Container {
  /** The least column of what is in it. */
  readonly column: number;
  /** What its paragraphs are, unless it is in an item or a quotation itself. */
  readonly kind: Extract<BlockKind, 'paragraph' | 'list-item' | 'quote'>;
  readonly isGlossary?: boolean;
  /** Whether it may hold headings, as a condition around sections does. */
  readonly hasSections?: boolean;
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
    this.leave(column);
    if (column > (this.last?.column ?? 0)) this.open({ column, kind: 'quote' });
  }

  open(container: Container): void {
    this.#stack.push(this.kind === 'paragraph' ? container : { ...container, kind: this.kind, hasSections: false });
  }

  /** Leaves all that starts further in than a column. */
  leave(column: number): void {
    while (this.last && this.last.column > column) this.#stack.pop();
  }

  /** Whether a line at a column may be a heading. */
  hasSections(column: number): boolean {
    return column === 0 || this.#stack.some((container) => container.hasSections === true && container.column === column);
  }
}
