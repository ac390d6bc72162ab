import type { FillMaskRequest } from '../../common/methods/maskedWords.js';
import type { Passage } from '../../writing/masking/passage.js';
import type { Span } from '../../prose/span.js';

/** How many words are listed for a place. */
const listed = 10;

/** What words are asked for: offsets of places are into the document. */
interface Asked {
  readonly passage: Passage;
  readonly places: readonly Span[];
}

/** All that can be known: words of several pieces, and the causal model's vote. */
export function fullRequest(places: Asked): FillMaskRequest {
  return { ...quickRequest(places), maxPieces: 4, vote: true };
}

/** What is known after one look of the encoder. */
export function quickRequest({ passage, places }: Asked): FillMaskRequest {
  return {
    text: passage.text,
    places: places.map(({ start, end }) => ({ offset: start - passage.start, length: end - start })),
    top: listed,
    maxPieces: 1,
    vote: false,
  };
}
