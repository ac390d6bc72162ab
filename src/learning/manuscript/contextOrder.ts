/** The tokens of a writer's texts, one text after the other. */
export type TokenSequence = Uint16Array | Uint32Array;

/** How many tokens before a place tell it from others. */
export const contextDepth = 5;

/** The places of a sequence that hold a token of a text, first to last: what `sortedByContext` starts from. */
export function placesOf(tokens: TokenSequence, separator: number): Uint32Array {
  const places = new Uint32Array(tokens.length);
  let count = 0;
  for (let place = 0; place < tokens.length; place++) if (tokens[place] !== separator) places[count++] = place;
  return places.subarray(0, count);
}

/**
 * One pass of a radix sort: the places sorted by the token that stands `distance` before each, those that are equal as they were. Passes from
 * `contextDepth` down to 1 sort them by all that stands before them, the nearest token first. Linear in the places and in the vocabulary.
 * @param separator one more than the largest token; it stands between texts, and before the first
 */
export function sortedByContext(places: Uint32Array, tokens: TokenSequence, distance: number, separator: number): Uint32Array {
  const starts = new Uint32Array(separator + 2);
  for (const place of places) {
    const token = tokenBefore(tokens, place, distance, separator) + 1;
    starts[token] = (starts[token] ?? 0) + 1;
  }
  for (let token = 1; token < starts.length; token++) starts[token] = (starts[token] ?? 0) + (starts[token - 1] ?? 0);
  const sorted = new Uint32Array(places.length);
  for (const place of places) {
    const token = tokenBefore(tokens, place, distance, separator);
    const at = starts[token] ?? 0;
    sorted[at] = place;
    starts[token] = at + 1;
  }
  return sorted;
}

/** The token that stands `distance` before a place. */
export function tokenBefore(tokens: TokenSequence, place: number, distance: number, separator: number): number {
  return place < distance ? separator : (tokens[place - distance] ?? separator);
}
