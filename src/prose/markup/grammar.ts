import type { Block, BlockKind, InlineSpan } from './block.js';

/** What a document says that a name stands for. */
export interface Definition {
  /** What a reader reads; of a macro of LaTeX, the source of that, in which `#1` stands for the first argument. */
  readonly text: string;
  /** How many arguments a macro takes. */
  readonly parameters?: number;
  /** What the first of them is where it is left out. */
  readonly preset?: string;
}

/** Names that a document defines: attributes of AsciiDoc, substitutions of reStructuredText, both in lower case; macros; fields of front matter. */
export type Definitions = ReadonlyMap<string, Definition>;

/** How one language marks up prose. Both functions take time linear in the text and accept any text. */
export interface Grammar {
  /**
   * The blocks of a text: a whole document, or a window that starts at a line start. `atStart` tells whether the text
   * starts where the document does, so that it may have a preamble.
   * @param definitions what the document says that names stand for, where the text is a part of it
   */
  blocks(text: string, atStart: boolean, definitions?: Definitions): Block[];

  /**
   * What is no prose in the text of one prose block, every sign of markup included, in order and without overlap. Offsets are into `content`.
   * @param definitions what the document says that names stand for, where that is known
   */
  inlines(content: string, kind: BlockKind, definitions?: Definitions): InlineSpan[];

  /** What a document, or its head, says that names stand for. */
  definitions?(text: string): Definitions;

  /** For a window out of a document: the first offset that is surely outside of code that began before the window. */
  reenter?(text: string): number;

  /** Whether markers are the host language's, not the text's: those of comments in program code. */
  readonly foreignMarkers?: boolean;
}
