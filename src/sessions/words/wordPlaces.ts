import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import type { DocumentWindow } from '../../prose/context/documentWindow.js';
import type { Span } from '../../prose/span.js';
import { nearestPlaces } from '../../writing/masking/nearestPlaces.js';
import type { Passage } from '../../writing/masking/passage.js';
import { placesAt, type Refusal } from '../../writing/masking/placesAt.js';

/** Places for words in a document. Offsets are into the document, with one character for each line end. */
export interface WordPlaces {
  readonly kind: 'places';
  /** What the models read. */
  readonly passage: Passage;
  readonly places: readonly TextPlace[];
  /** How many gaps of the same sentence are left for another time. */
  readonly leftOut: number;
}

/**
 * Where words are to be suggested for a selection, or why nowhere.
 * @param window what there is to read around the selection
 * @param document the document's address
 */
export function wordPlaces(
  { text, start: shift }: DocumentWindow,
  document: string,
  selection: Span,
  language: string,
): WordPlaces | { readonly kind: Refusal } {
  const chosen = { start: selection.start - shift, end: selection.end - shift };
  const found = placesAt(text, chosen, language);
  if (found.kind !== 'places') return found;
  const places = nearestPlaces(found.places, chosen.start);
  return {
    kind: 'places',
    passage: { ...found.passage, start: found.passage.start + shift },
    places: places.map((place) => ({
      document,
      start: place.start + shift,
      end: place.end + shift,
      text: text.slice(place.start, place.end),
      before: text.slice(Math.max(0, place.start - anchorLength), place.start),
    })),
    leftOut: found.places.length - places.length,
  };
}

/** The place that ends at an offset, alone: that of a gap whose last sign has just been typed. */
export function placeBefore(found: WordPlaces, end: number): WordPlaces | undefined {
  const places = found.places.filter((place) => place.end === end);
  return places.length === 1 ? { ...found, places } : undefined;
}
