import { contextDepth, placesOf, sortedByContext, tokenBefore, type TokenSequence } from './contextOrder.js';

/** Where in a writer's texts a context stands: a run of the sorted places. */
export interface ContextRange {
  /** How many tokens the context has; 0 for every place. */
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** Which tokens follow a context, and how often. */
export interface Followers {
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
  /** The count of the most frequent one. */
  readonly largest: number;
}

/** Of a context that stands more often, so many places are looked at, evenly spread: the time for a key stays the same in a text of any length. */
const maxPlaces = 1024;

/** With so many equal tokens before it, a place of the texts is taken for the very place that is asked about. */
const ownLength = 24;

/** How much of the text before the cursor is compared with that. */
export const historyLength = 32;

/** In how many places of the longest context one's own place is looked for. */
const maxCompared = 256;

/**
 * A writer's texts by what stands before each of their tokens: a suffix array of the reversed texts, cut at `contextDepth`. Contexts of each
 * length are runs inside the runs of shorter ones, found by binary search.
 */
export class ContextIndex {
  constructor(
    readonly tokens: TokenSequence,
    /** The places of the tokens, sorted by what stands before them. */
    readonly places: Uint32Array,
    /** One more than the largest token: what stands between texts. */
    readonly separator: number,
  ) {}

  /** Sorts the places of a sequence. Long sequences are sorted step by step with `sortedByContext`. */
  static of(tokens: TokenSequence, separator: number): ContextIndex {
    let places = placesOf(tokens, separator);
    for (let distance = contextDepth; distance > 0; distance--) places = sortedByContext(places, tokens, distance, separator);
    return new ContextIndex(tokens, places, separator);
  }

  /** The places after the last tokens of a history, longest context first; without that of the empty context. */
  ranges(history: readonly number[]): ContextRange[] {
    const found: ContextRange[] = [];
    let from = 0;
    let to = this.places.length;
    for (let length = 1; length <= Math.min(contextDepth, history.length); length++) {
      const token = history[history.length - length] as number;
      from = this.#firstNotBelow(token, length, from, to);
      to = this.#firstNotBelow(token + 1, length, from, to);
      if (from === to) break;
      found.unshift({ length, from, to });
    }
    return found;
  }

  /**
   * The place that the history itself is read from, where the texts hold what is being written already: what stands there says nothing about
   * what its writer will write.
   */
  ownPlace(history: readonly number[], [longest]: readonly ContextRange[]): number | undefined {
    if (longest === undefined || longest.length < contextDepth || history.length < ownLength) return undefined;
    let own: number | undefined;
    let best = ownLength - 1;
    for (let at = longest.from; at < Math.min(longest.to, longest.from + maxCompared); at++) {
      const place = this.places[at] as number;
      const length = this.#sharedLength(history, place);
      if (length > best) [own, best] = [place, length];
    }
    return own;
  }

  /** Places of a range, all or evenly spread ones, but for the writer's own. */
  placesIn({ from, to }: ContextRange, own?: number): number[] {
    const size = to - from;
    const looked = Math.min(size, maxPlaces);
    const found: number[] = [];
    for (let nth = 0; nth < looked; nth++) {
      const place = this.places[from + (looked === size ? nth : Math.floor((nth * size) / looked))] as number;
      if (place !== own) found.push(place);
    }
    return found;
  }

  /** What follows at some places. */
  followers(places: readonly number[]): Followers {
    const counts = new Map<number, number>();
    let largest = 0;
    for (const place of places) {
      const token = this.tokens[place] as number;
      const count = (counts.get(token) ?? 0) + 1;
      counts.set(token, count);
      if (count > largest) largest = count;
    }
    return { counts, total: places.length, largest };
  }

  /** How often each token stands in the texts, as a share of all. */
  shares(): Float64Array {
    const shares = new Float64Array(this.separator);
    const share = 1 / Math.max(1, this.places.length);
    for (const place of this.places) {
      const token = this.tokens[place] as number;
      shares[token] = (shares[token] ?? 0) + share;
    }
    return shares;
  }

  #firstNotBelow(token: number, distance: number, from: number, to: number): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tokenBefore(this.tokens, this.places[middle] as number, distance, this.separator) < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sharedLength(history: readonly number[], place: number): number {
    const most = Math.min(history.length, historyLength);
    let length = 0;
    while (length < most && history[history.length - 1 - length] === tokenBefore(this.tokens, place, length + 1, this.separator)) length++;
    return length;
  }
}
