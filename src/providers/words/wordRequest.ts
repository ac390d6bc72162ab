import type { FillMaskRequest } from '../../common/engineApi.js';
import type { WordPlaces } from './wordPlaces.js';

/** How many words are listed for a place. */
const listed = 10;

/** All that can be known: words of several pieces, and the causal model's vote. */
export function fullRequest(places: WordPlaces): FillMaskRequest {
  return { ...quickRequest(places), maxPieces: 4, vote: true };
}

/** What is known after one look of the encoder. */
export function quickRequest({ passage, places }: WordPlaces): FillMaskRequest {
  return {
    text: passage.text,
    places: places.map(({ start, end }) => ({ offset: start - passage.start, length: end - start })),
    top: listed,
    maxPieces: 1,
    vote: false,
  };
}
