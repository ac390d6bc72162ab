import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { RatedToken, SurprisalResult } from '../../common/methods/scoring.js';
import { utf8Length } from '../../common/utf8Length.js';
import { surprisalRequest, type Piece, piecesBetween } from '../../writing/surprisal/pieces.js';
import { holdsProse } from '../../writing/surprisal/proseTokens.js';
import type { Block } from '../../prose/markup/block.js';
import { blocks, spansIn } from '../../prose/markup/blocks.js';
import { grammarOf } from '../../prose/markup/languages.js';

/**
 * Surprisal of the prose of a marked-up document: of no sign of the markup, no code and no address. The model reads the headings above and
 * the prose before, as in the editor. Offsets are into the text as given.
 */
export async function proseSurprisal(
  text: string,
  languageId: string,
  alternatives: number,
  engine: Pick<EngineApi, 'surprisal'>,
  cancel: CancellationToken,
): Promise<SurprisalResult> {
  const { plain, offsetOf } = plainLines(text);
  const tokens: RatedToken[] = [];
  let model = '';
  for (const piece of documentPieces(plain, languageId)) {
    const rated = await engine.surprisal(surprisalRequest(piece, alternatives), cancel);
    model = rated.model;
    for (const token of rated.tokens.filter(holdsProse(piece))) {
      const start = offsetOf(piece.start + token.offset);
      tokens.push({ ...token, offset: start, length: offsetOf(piece.start + token.offset + token.length) - start });
    }
  }
  const bits = tokens.reduce((sum, token) => sum + token.bits, 0);
  const bytes = tokens.reduce((sum, { offset, length }) => sum + utf8Length(text.slice(offset, offset + length)), 0);
  return { tokens, bitsPerByte: bytes === 0 ? 0 : bits / bytes, model };
}

/** A text whose lines end in `\n`, and the offset in the text as given for each offset in it. */
function plainLines(text: string): { readonly plain: string; readonly offsetOf: (offset: number) => number } {
  const plain = text.replaceAll('\r\n', '\n');
  if (plain.length === text.length) return { plain, offsetOf: (offset) => offset };
  const offsets = new Uint32Array(plain.length + 1);
  let given = 0;
  for (let at = 0; at <= plain.length; at++) {
    offsets[at] = given;
    given += text.startsWith('\r\n', given) ? 2 : 1;
  }
  return { plain, offsetOf: (offset) => offsets[offset] ?? text.length };
}

/** All pieces of prose of a whole document, as the editor rates them. Lines end in `\n`. Takes time linear in the text. */
function documentPieces(text: string, languageId: string): Piece[] {
  const grammar = grammarOf(languageId);
  const definitions = grammar.definitions?.(text);
  const inlines = (block: Block) => spansIn(text, block, grammar, definitions);
  return piecesBetween({ start: 0, text, blocks: blocks(text, languageId), grammar, definitions, inlines }, 0, text.length);
}
