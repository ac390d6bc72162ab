import type { TextContext } from '../../common/methods/completion.js';
import { surroundings } from '../../prose/context/documentContext.js';
import type { BlockKind, InlineKind } from '../../prose/markup/block.js';
import type { CaretText } from '../../writing/continuation/caretText.js';

/** A place where Cloze may complete. */
export interface Place {
  readonly caret: CaretText;
  /** What the engine is to read of the document. */
  readonly context: () => TextContext;
  /** Whether the caret is inside a word, not at the end of one. */
  readonly insideWord: boolean;
}

/** What no prose is. */
export type Obstacle = BlockKind | InlineKind;

/** A part of a document around a caret. */
export interface DocumentPart {
  readonly text: string;
  /** Where the caret is in `text`. */
  readonly offset: number;
  /** Identifies the document. */
  readonly document: string;
  /** Where the caret is in the document, if each line ends in one character. */
  readonly documentOffset: number;
  /** The language by whose rules the text is read. */
  readonly language: string;
}

/** How much text around a caret decides whether it is the same place as before. */
const caretTextLength = { before: 1_000, after: 200 };

/** The place of a caret, or what it is in where that is no prose. */
export function placeAt({ text, offset, document, documentOffset, language }: DocumentPart): Place | Obstacle {
  const { obstacle, context } = surroundings(text, offset, language);
  if (obstacle !== undefined) return obstacle;
  const before = ownCopy(text.slice(Math.max(0, offset - caretTextLength.before), offset)).replaceAll('\r\n', '\n');
  const after = ownCopy(text.slice(offset, offset + caretTextLength.after)).replaceAll('\r\n', '\n');
  return {
    caret: { document, offset: documentOffset, before, after },
    context,
    insideWord: /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after),
  };
}

/** Caret texts are remembered, and a slice keeps all that it was cut from in memory: here one version of a document for each. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
