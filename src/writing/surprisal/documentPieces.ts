import type { Block } from '../../prose/markup/block.js';
import { blocks, spansIn } from '../../prose/markup/blocks.js';
import { grammarOf } from '../../prose/markup/languages.js';
import { type Piece, piecesBetween } from './pieces.js';

/** All pieces of prose of a whole document, as the editor rates them. Lines end in `\n`. Takes time linear in the text. */
export function documentPieces(text: string, languageId: string): Piece[] {
  const grammar = grammarOf(languageId);
  const definitions = grammar.definitions?.(text);
  const inlines = (block: Block) => spansIn(text, block, grammar, definitions);
  return piecesBetween({ start: 0, text, blocks: blocks(text, languageId), grammar, definitions, inlines }, 0, text.length);
}
