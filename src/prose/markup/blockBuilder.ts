import type { Block, BlockKind } from './block.js';
import { isBlankLine, linesOf, type Line } from './lines.js';

/** The lines of a text and the blocks that they have been put into so far. At most one block, the last, can grow. */
export class BlockBuilder {
  readonly lines: readonly Line[];
  readonly blocks: Block[] = [];
  #isOpen = false;

  constructor(readonly text: string) {
    this.lines = linesOf(text);
  }

  /** The block that can grow. */
  get open(): Block | undefined {
    return this.#isOpen ? this.blocks.at(-1) : undefined;
  }

  /** Starts a block that the next lines may extend. */
  start(kind: BlockKind, start: number, end: number, level?: number): void {
    this.add(kind, start, end, level);
    this.#isOpen = true;
  }

  /** Lets the open block grow to an offset, and perhaps become of another kind. */
  extend(end: number, change?: Pick<Block, 'kind' | 'level' | 'keepsLines'>): void {
    const block = this.open;
    if (block) this.blocks[this.blocks.length - 1] = { ...block, end, ...change };
  }

  /** Lets the last block become of another kind. */
  retag(kind: BlockKind, level: number): void {
    const block = this.blocks.at(-1);
    if (block) this.blocks[this.blocks.length - 1] = { ...block, kind, level };
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Takes the line at an index, which is the last one of the open block, back from it. */
  retract(index: number): void {
    const block = this.blocks.pop();
    if (block && block.start < this.line(index).start) this.blocks.push({ ...block, end: this.line(index - 1).end });
    this.close();
  }

  /** Adds a block that is complete. */
  add(kind: BlockKind, start: number, end: number, level?: number): void {
    this.blocks.push(level === undefined ? { kind, start, end } : { kind, start, end, level });
    this.close();
  }

  /** Adds lines as one block, without blank lines at its end; returns the index of the line after them. */
  take(kind: BlockKind, from: number, after: number, level?: number): number {
    let last = Math.min(after, this.lines.length) - 1;
    while (last > from && isBlankLine(this.line(last))) last--;
    this.add(kind, this.line(from).start, this.line(last).end, level);
    return Math.max(after, from + 1);
  }

  /** Takes lines up to one that closes the block, which is in it, or one that ends it, which is not. */
  takeUntil(kind: BlockKind, from: number, closes: (line: Line) => boolean, ends: (line: Line) => boolean = () => false): number {
    const last = this.find(from + 1, (line) => ends(line) || closes(line));
    const line = this.lines[last];
    return line ? this.take(kind, from, ends(line) ? last : last + 1) : this.takeRest(kind, from);
  }

  /** Takes all that is left as a block that is not closed; blank lines at the end of the text are in it too. */
  takeRest(kind: BlockKind, from: number): number {
    this.add(kind, this.line(from).start, this.text.length);
    return this.lines.length;
  }

  /** The index of the first line from an index on that fits; the number of lines if there is none. */
  find(from: number, fits: (line: Line, index: number) => boolean): number {
    let index = from;
    while (index < this.lines.length && !fits(this.line(index), index)) index++;
    return index;
  }

  /** The line at an index, which must exist. */
  line(index: number): Line {
    const line = this.lines[index];
    if (!line) throw new RangeError(`The text has no line ${index}.`);
    return line;
  }

  /** A line without its indentation; empty for a blank line and beyond the text. */
  content(index: number): string {
    const line = this.lines[index];
    return line ? this.text.slice(line.first, line.end) : '';
  }
}
