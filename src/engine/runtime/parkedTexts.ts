import type { Token } from '../tokenizer/token.js';
import type { CacheArray, KeyValueStore } from './keyValueStore.js';

/** The beginning of a text. */
interface ParkedText {
  readonly tokens: readonly Token[];
  /** Keys and values, with room for `slots` tokens. */
  readonly values: CacheArray;
  readonly slots: number;
}

/**
 * The beginnings of the texts of callers who have no turn, so that each finds its own again. They share so many bytes evenly. A text that
 * comes changes places with the one that goes, since garbage as large as these would wait long for its collector.
 */
export class ParkedTexts {
  readonly #texts = new Map<object, ParkedText>();

  constructor(private readonly maxBytes: number) {}

  /**
   * Changes what the first slots of the store hold, of which there are enough: from the text of the caller whose turn is over to that of the
   * one whose turn it is.
   * @param going is forgotten where it is undefined
   * @param tokens what the first slots hold
   * @returns what they hold then
   */
  exchange(store: KeyValueStore, going: object | undefined, tokens: readonly Token[], coming: object): readonly Token[] {
    const parked = this.#texts.get(coming);
    this.#texts.delete(coming);
    const slots = this.slots(store, this.#texts.size + 1);
    for (const [caller, text] of this.#texts) this.#texts.set(caller, withSlots(text, slots, store));
    const text = withSlots(parked ?? { tokens: [], values: store.empty(0), slots: 0 }, slots, store);
    store.exchange(text.values, slots);
    if (going !== undefined) this.#texts.set(going, { ...text, tokens: tokens.slice(0, slots) });
    return text.tokens;
  }

  /** How many tokens of each text are kept where there are so many texts. */
  slots(store: KeyValueStore, texts = 1): number {
    return Math.floor(this.maxBytes / texts / store.bytesOf(1));
  }

  forget(caller: object): void {
    this.#texts.delete(caller);
  }
}

/** A text with room for another number of tokens; what has no room goes. */
function withSlots(text: ParkedText, slots: number, store: KeyValueStore): ParkedText {
  if (text.slots === slots) return text;
  const values = store.empty(slots);
  const [from, to] = [text.slots, slots].map((count) => (values.length / Math.max(1, slots)) * count) as [number, number];
  const heads = store.heads;
  const kept = Math.min(from, to) / heads;
  for (let head = 0; head < heads; head++) {
    const start = (head * from) / heads;
    values.set(text.values.subarray(start, start + kept), (head * to) / heads);
  }
  return { tokens: text.tokens.slice(0, slots), values, slots };
}
