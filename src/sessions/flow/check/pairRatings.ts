import { BoundedMap } from '../../../common/boundedMap.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import type { PairRating, RatePairsRequest, RatePairsResult, TextPair } from '../../../common/methods/scoring.js';
import type { FlowSignal, KnownRatings } from '../../../writing/flow/check/knownRatings.js';

/** Measures pairs; `EngineApi.ratePairs` is one. */
export type RatePairs = (request: RatePairsRequest, token?: CancellationToken) => Promise<RatePairsResult>;

/** Remembered numbers: some ten manuscripts. */
const maxKnown = 60_000;

/** What was measured of pairs of sentences. Each pair is measured once as long as neither it nor, where that counts, the text before it changes. */
export class PairRatings implements KnownRatings {
  /** In the order in which they were measured. */
  readonly #known = new BoundedMap<string, PairRating>(maxKnown);
  readonly #missing = new Map<FlowSignal, string>();
  /** What was asked in vain since `tryAgain`. */
  readonly #failed = new Set<string>();

  constructor(private readonly ratePairs: RatePairs) {}

  /** Why a signal cannot be measured with these models; a sentence. */
  get missing(): ReadonlyMap<FlowSignal, string> {
    return this.#missing;
  }

  /** What is known of a pair. */
  known(pair: TextPair): PairRating {
    return { ...this.#known.get(keyOf(pair, 'next-sentence')), ...this.#known.get(keyOf(pair, 'surprisal')) };
  }

  /** Whether nothing is gained by measuring a signal of a pair now: it is known, or was just asked in vain. */
  isKnown(pair: TextPair, signal: FlowSignal): boolean {
    const key = keyOf(pair, signal);
    return has(this.#known.get(key), pair, signal) || this.#failed.has(key);
  }

  /** Whether something was asked in vain since `tryAgain`. */
  get hasFailed(): boolean {
    return this.#missing.size > 0 || this.#failed.size > 0;
  }

  /** What was asked in vain may be asked again: a model may be there by now. */
  tryAgain(): void {
    this.#missing.clear();
    this.#failed.clear();
  }

  /** Measures a signal of pairs. Rejects as the engine does; what no model can measure is `missing` until `tryAgain`. */
  async measure(pairs: readonly TextPair[], signal: FlowSignal, token?: CancellationToken): Promise<void> {
    const { ratings, missing } = await this.ratePairs({ pairs, signals: [signal] }, token);
    const [lack] = missing;
    if (lack !== undefined) {
      this.#missing.set(signal, lack.reason);
      return;
    }
    for (const [index, pair] of pairs.entries()) {
      const [key, rating] = [keyOf(pair, signal), ratings[index]];
      if (rating === undefined || !has(rating, pair, signal)) this.#failed.add(key);
      else this.#known.set(key, { ...this.#known.get(key), ...rating });
    }
  }

  /** Forgets all, for example because another model is used from now on. */
  clear(): void {
    this.#known.clear();
    this.tryAgain();
  }
}

/** Whether a rating holds what is asked of a pair. */
function has(rating: PairRating | undefined, { alone }: TextPair, signal: FlowSignal): boolean {
  if (signal === 'next-sentence') return rating?.nextSentence !== undefined;
  return rating?.surprisal !== undefined || (alone === false && rating?.surprisalAfter !== undefined);
}

/** The encoder reads the two sentences only, the causal model also what comes before. */
function keyOf({ before, first, second }: TextPair, signal: FlowSignal): string {
  return JSON.stringify(signal === 'surprisal' ? [before, first, second] : [first, second]);
}
