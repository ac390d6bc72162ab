import type { Span } from '../../prose/span.js';
import type { Piece } from './pieces.js';

/** Tells whether a token of a piece holds any character of its prose: signs of the markup, code and addresses are none. */
export function holdsProse({
  text,
  silent,
}: Pick<Piece, 'text' | 'silent'>): (token: { readonly offset: number; readonly length: number }) => boolean {
  const isSilent = silentCharacters(text.length, silent);
  return ({ offset, length }) => {
    const characters = [...Array(length).keys()].map((at) => offset + at);
    const isBlank = text.slice(offset, offset + length).trim() === '';
    return characters.some((at) => isSilent[at] !== 1 && (isBlank || text[at]?.trim() !== ''));
  };
}

function silentCharacters(length: number, silent: readonly Span[]): Uint8Array {
  const marks = new Uint8Array(length);
  let from = 0;
  for (const { start, end } of silent) {
    marks.fill(1, Math.max(from, start, 0), Math.max(from, end, 0));
    from = Math.max(from, end);
  }
  return marks;
}
