import { blocks, inlineSpans } from '../prose/blocks.js';
import { grammarOf } from '../prose/languages.js';
import { type Piece, piecesBetween } from './pieces.js';

/** All pieces of prose of a whole document, as the editor rates them. Lines end in `\n`. Takes time linear in the text. */
export function documentPieces(text: string, languageId: string): Piece[] {
  const document = {
    start: 0,
    text,
    blocks: blocks(text, languageId),
    grammar: grammarOf(languageId),
    inlines: (block: Parameters<typeof inlineSpans>[1]) => inlineSpans(text, block, languageId),
  };
  return piecesBetween(document, 0, text.length);
}
