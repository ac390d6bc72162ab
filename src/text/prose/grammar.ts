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

  /** Whether all signs that no reader sees are among the inline spans, so that what stands between these is read as it is. */
  readonly marksSigns?: boolean;

  /** Whether markers are the host language's, not the text's: those of comments in program code. */
  readonly foreignMarkers?: boolean;
}
