import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { RatedToken, SurprisalResult } from '../../common/methods/scoring.js';
import { documentPieces } from '../../writing/surprisal/documentPieces.js';
import { surprisalRequest } from '../../writing/surprisal/pieces.js';
import { holdsProse } from '../../writing/surprisal/proseTokens.js';
import { plainLines } from '../input/plainLines.js';

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
  const bytes = tokens.reduce((sum, { offset, length }) => sum + Buffer.byteLength(text.slice(offset, offset + length)), 0);
  return { tokens, bitsPerByte: bytes === 0 ? 0 : bits / bytes, model };
}
