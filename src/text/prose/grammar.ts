import type { Block, BlockKind, InlineSpan } from './block.js';

/** How one language marks up prose. Both functions take time linear in the text and accept any text. */
export interface Grammar {
  /**
   * The blocks of a text: a whole document, or a window that starts at a line start. `atStart` tells whether the text
   * starts where the document does, so that it may have a preamble.
   */
  blocks(text: string, atStart: boolean): Block[];

  /** What is no prose in the text of one prose block, in order and without overlap. Offsets are into `content`. */
  inlines(content: string, kind: BlockKind): InlineSpan[];

  /** For a window out of a document: the first offset that is surely outside of code that began before the window. */
  reenter?(text: string): number;

  /**
   * Whether the inline spans hold every sign of the markup. Where they do not, lone stars, braces and brackets in prose are taken for
   * signs, which no reader sees.
   */
  readonly namesSigns?: boolean;

  /** Whether markers are the host language's, not the text's: those of comments in program code. */
  readonly foreignMarkers?: boolean;
}
