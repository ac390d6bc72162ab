import { isProseKind, type Block, type BlockKind, type InlineKind, type InlineSpan } from './block.js';
import { spansIn } from './blocks.js';
import type { Definitions, Grammar } from './grammar.js';
import { grammarOf } from './languages.js';

/** How much is read before the caret at least, in characters; up to a quarter more, so that the start moves in steps. */
const reachBefore = 200_000;
const step = 50_000;
const reachAfter = 8000;
/** How much of a block around the caret is read for inline spans. */
const inlineBefore = 20_000;
const inlineAfter = 2000;
/** How much of the start of a document is read for the names that it defines when the window starts further down. */
const definitionReach = 50_000;

/**
 * The text around a caret with its blocks, so that a question about a document of 50 MB costs what one about 200,000
 * characters does. A document of up to 200,000 characters before the caret is read exactly. In a longer one the window
 * starts at a paragraph, and three things are approximate: the start is taken to be outside of code unless fences after it
 * say otherwise; headings further up are not seen; a paragraph of more than 200,000 characters starts at a word.
 */
export class ProseWindow {
  /** Where the window starts in the document. */
  readonly start: number;
  readonly text: string;
  /** The caret, as an offset into the window's text. */
  readonly caret: number;
  readonly blocks: readonly Block[];
  readonly grammar: Grammar;
  readonly #document: string;
  #definitions: Definitions | undefined;

  constructor(document: string, offset: number, languageId: string) {
    const caret = Math.min(Math.max(0, Math.trunc(offset) || 0), document.length);
    this.grammar = grammarOf(languageId);
    this.start = windowStart(document, caret, this.grammar);
    this.text = document.slice(this.start, windowEnd(document, caret));
    this.caret = caret - this.start;
    this.#document = document;
    this.blocks = this.start === 0 ? this.grammar.blocks(this.text, true) : this.grammar.blocks(this.text, false, this.definitions);
  }

  /** The index of the last block that starts at or before the caret; −1 when there is none. */
  get blockIndex(): number {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.blocks[middle]?.start ?? 0) <= this.caret) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The block that the caret is in or at the end of; `undefined` on a blank line. */
  get block(): Block | undefined {
    const block = this.blocks[this.blockIndex];
    return block && this.caret <= block.end ? block : undefined;
  }

  /** Whether text may be written at the caret: in prose, and not inside code, math, an address, a command or a marker. */
  get isProse(): boolean {
    return this.obstacle === undefined;
  }

  /** What the caret is in, if that is no prose; code where only comments are prose. */
  get obstacle(): BlockKind | InlineKind | undefined {
    const { block } = this;
    if (!block) return this.grammar.foreignMarkers === true ? 'code' : undefined;
    if (!isProseKind(block.kind)) return block.kind;
    const start = Math.max(block.start, this.caret - inlineBefore);
    const clipped = { ...block, start, end: Math.min(block.end, this.caret + inlineAfter) };
    return this.inlines(clipped).find((span) => this.#isInside(span))?.kind;
  }

  /** At a span's start one writes before it, unless it begins its line; at its end one goes on with it if it is open. */
  #isInside({ kind, start, end, open }: InlineSpan): boolean {
    const beginsLine = kind === 'marker' && (start === this.block?.start || this.text.charAt(start - 1) === '\n');
    const isBehindStart = beginsLine ? this.caret >= start : this.caret > start;
    return isBehindStart && (open === true ? this.caret <= end : this.caret < end);
  }

  /** The inline spans of a block, or of a part of one; offsets are into the window's text. */
  inlines(block: Block): InlineSpan[] {
    return spansIn(this.text, block, this.grammar, this.definitions);
  }

  /** What the head of the document and the window say that names stand for. */
  get definitions(): Definitions | undefined {
    if (!this.grammar.definitions) return undefined;
    this.#definitions ??= this.grammar.definitions(this.#document.slice(0, Math.min(this.start, definitionReach)) + this.text);
    return this.#definitions;
  }
}

/** A place where a paragraph starts, or a line or a word if there is none near. */
function windowStart(document: string, caret: number, grammar: Grammar): number {
  if (caret <= reachBefore + step) return 0;
  const earliest = Math.floor((caret - reachBefore) / step) * step;
  const text = document.slice(earliest, caret);
  const start = breakIn(text, /\n[ \t]*\r?\n/) ?? breakIn(text, /\n/) ?? breakIn(text.slice(0, 1000), /\s/) ?? 0;
  return earliest + start + (grammar.reenter?.(text.slice(start)) ?? 0);
}

function breakIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text.slice(0, step));
  return found ? found.index + found[0].length : undefined;
}

/** The end of the line at which enough has been read; of a very long line, a part. */
function windowEnd(document: string, caret: number): number {
  const end = caret + reachAfter;
  const lineEnd = document.slice(end, end + reachAfter).indexOf('\n');
  return Math.min(document.length, lineEnd < 0 ? end : end + lineEnd);
}
