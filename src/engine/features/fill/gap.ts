import { maskSigns } from '../../../writing/masking/maskSigns.js';
import type { Span } from '../../../prose/span.js';
import type { FillPlace } from '../../../common/methods/maskedWords.js';

/** A place of a passage whose word is missing, or is taken for missing. */
export interface Gap extends Span {
  /** The index of the place that it was asked for as; absent for a sign that is just there. */
  readonly place?: number;
}

/** The places of a request and the other signs of missing words, in the order of the text. */
export function gapsOf(text: string, places: readonly FillPlace[]): Gap[] {
  const asked = places.map(({ offset, length }, place): Gap => ({ start: offset, end: offset + length, place }));
  const others = maskSigns(text).filter((sign) => !asked.some(({ start, end }) => sign.start < end && start < sign.end));
  return [...asked, ...others].sort((a, b) => a.start - b.start);
}
