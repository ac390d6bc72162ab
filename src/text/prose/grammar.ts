import type { Block, BlockKind, InlineSpan } from './block.js';

/** What a reader reads for a name: an attribute of AsciiDoc, a substitution of reStructuredText. Names are in lower case. */
export type Definitions = ReadonlyMap<string, string>;

/** How one language marks up prose. Both functions take time linear in the text and accept any text. */
export interface Grammar {
  /**
   * The blocks of a text: a whole document, or a window that starts at a line start. `atStart` tells whether the text
   * starts where the document does, so that it may have a preamble.
   */
  blocks(text: string, atStart: boolean): Block[];

  /**
   * What is no prose in the text of one prose block, in order and without overlap. Offsets are into `content`.
   * @param definitions what the document says that names stand for, where that is known
   */
  inlines(content: string, kind: BlockKind, definitions?: Definitions): InlineSpan[];

  /** What a whole document says that names stand for. */
  definitions?(text: string): Definitions;

  /** For a window out of a document: the first offset that is surely outside of code that began before the window. */
  reenter?(text: string): number;

  /** Whether the inline spans hold every sign of the markup, so that brackets, stars and braces besides them are text. */
  readonly exactSigns?: boolean;

  /** Whether markers are the host language's, not the text's: those of comments in program code. */
  readonly foreignMarkers?: boolean;
}
