import type { CancellationToken } from '../../../common/cancellation.js';
import type { PairRating, PairSignalKind, RatePairsRequest, RatePairsResult, TextPair } from '../../../common/methods/scoring.js';

/** Measures pairs; `EngineApi.ratePairs` is one. */
export type RatePairs = (request: RatePairsRequest, token?: CancellationToken) => Promise<RatePairsResult>;

/** Signals of the flow check. The similarity of sentences' vectors adds nothing to them (measured by `bench/fit-flow.ts`). */
export type FlowSignal = Exclude<PairSignalKind, 'similarity'>;

/** Remembered numbers: some ten manuscripts. */
const mostKnown = 60_000;

/** What was measured of pairs of sentences. Each pair is measured once as long as neither it nor, where that counts, the text before it changes. */
export class PairRatings {
  /** In the order in which they were measured. */
  readonly #known = new Map<string, PairRating>();
  readonly #missing = new Map<FlowSignal, string>();

  constructor(private readonly ratePairs: RatePairs) {}

  /** Why a signal cannot be measured with these models; a sentence. */
  get missing(): ReadonlyMap<FlowSignal, string> {
    return this.#missing;
  }

  /** What is known of a pair. */
  known(pair: TextPair): PairRating {
    return { ...this.#known.get(keyOf(pair, 'next-sentence')), ...this.#known.get(keyOf(pair, 'surprisal')) };
  }

  isKnown(pair: TextPair, signal: FlowSignal): boolean {
    return this.#known.has(keyOf(pair, signal));
  }

  /** Measures a signal of pairs. Rejects as the engine does; what no model can measure is `missing` from then on. */
  async measure(pairs: readonly TextPair[], signal: FlowSignal, token?: CancellationToken): Promise<void> {
    const { ratings, missing } = await this.ratePairs({ pairs, signals: [signal] }, token);
    const [lack] = missing;
    if (lack !== undefined) {
      this.#missing.set(signal, lack.reason);
      return;
    }
    pairs.forEach((pair, index) => this.#remember(keyOf(pair, signal), ratings[index] ?? {}));
  }

  /** Forgets all, for example because another model is used from now on. */
  clear(): void {
    this.#known.clear();
    this.#missing.clear();
  }

  #remember(key: string, rating: PairRating): void {
    this.#known.set(key, rating);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** The encoder reads the two sentences only, the causal model also what stands before. */
function keyOf({ before, first, second }: TextPair, signal: FlowSignal): string {
  return JSON.stringify(signal === 'surprisal' ? [before, first, second] : [first, second]);
}
