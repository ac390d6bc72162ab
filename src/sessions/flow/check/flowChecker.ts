import { append } from '../../../common/append.js';
import { BoundedMap } from '../../../common/boundedMap.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import { cancelledError } from '../../../common/clozeError.js';
import { askedPairs, type Wanted } from '../../../writing/flow/check/askedPairs.js';
import { type Judgement, judgeParagraph } from '../../../writing/flow/check/judgeParagraph.js';
import type { Paragraph } from '../../../writing/flow/check/paragraphChain.js';
import { PairRatings, type RatePairs } from './pairRatings.js';

export interface CheckOptions {
  /** Measures everything instead of only what is in doubt. */
  readonly thorough?: boolean;
  readonly token?: CancellationToken;
}

export interface CheckedParagraph<P extends Paragraph> {
  readonly paragraph: P;
  readonly judgements: readonly Judgement[];
}

/** How much is measured in one go. */
export interface CheckPace {
  /** Pairs that the encoder rates. */
  readonly pairs: number;
  /** Paragraphs whose pairs are gathered. */
  readonly paragraphs: number;
}

/** Enough to fill the encoder's batches, few enough to be soon done. The causal model rates one text after the other, wherever the encoder is. */
const usualPace: CheckPace = { pairs: 32, paragraphs: 12 };

/** Remembered paragraphs: some ten manuscripts. */
const maxParagraphs = 10_000;

/** What was found in a paragraph. */
interface Done {
  readonly judgements: readonly Judgement[];
  /** Whether nothing failed: what lacks something is measured again with the next check. */
  readonly isWhole: boolean;
  /** Whether everything was measured, not only what was in doubt. */
  readonly isThorough: boolean;
}

/** Checks paragraphs, and remembers what it has found: an edit costs the pairs and the paragraph that it is in. */
export class FlowChecker {
  readonly ratings: PairRatings;
  /** In the order in which they were done. */
  readonly #done = new BoundedMap<string, Done>(maxParagraphs);

  constructor(
    ratePairs: RatePairs,
    private readonly pace = usualPace,
  ) {
    this.ratings = new PairRatings(ratePairs);
  }

  /** What was found in a paragraph; `undefined` where it has not been checked as it is now. */
  known(paragraph: Paragraph): readonly Judgement[] | undefined {
    return this.#done.get(keyOf(paragraph))?.judgements;
  }

  /** Whether nothing is gained by checking a paragraph as it is now once more. */
  isDone(paragraph: Paragraph): boolean {
    return this.#done.get(keyOf(paragraph))?.isWhole === true;
  }

  /**
   * Checks paragraphs in their order and gives the judgements of each as soon as all of it is measured. What was given stays where the
   * rest is cancelled or fails. What could not be measured in an earlier check is tried once more.
   */
  async *check<P extends Paragraph>(
    paragraphs: readonly P[],
    { thorough = false, token }: CheckOptions = {},
  ): AsyncGenerator<CheckedParagraph<P>> {
    this.ratings.tryAgain();
    for (let next = 0; next < paragraphs.length;) {
      // What a reader looks at comes first, and waits for nothing else.
      const group = paragraphs.slice(next, next === 0 ? 1 : next + this.pace.paragraphs);
      const wanted: Wanted[] = [];
      for (const paragraph of group) {
        const state = this.#state(paragraph, thorough);
        append(wanted, state.wanted);
        if (wanted.length > 0) continue;
        yield { paragraph, judgements: state.judgements() };
        next++;
      }
      if (token?.isCancellationRequested === true) throw cancelledError();
      if (wanted.length > 0) await this.#measure(wanted, token);
    }
  }

  /** Forgets all, for example because another model is used from now on. */
  clear(): void {
    this.ratings.clear();
    this.#done.clear();
  }

  /** What is to be measured of a paragraph, and how it is judged once nothing is. */
  #state(paragraph: Paragraph, thorough: boolean): { readonly wanted: readonly Wanted[]; judgements(): readonly Judgement[] } {
    const done = this.#done.get(keyOf(paragraph));
    if (done?.isWhole === true && (done.isThorough || !thorough)) return { wanted: [], judgements: () => done.judgements };
    const { wanted, chain } = askedPairs(paragraph, this.ratings, thorough);
    const judgements = (): readonly Judgement[] => {
      const judged = judgeParagraph(paragraph, chain);
      this.#done.set(keyOf(paragraph), { judgements: judged, isWhole: !this.ratings.hasFailed, isThorough: thorough });
      return judged;
    };
    return { wanted, judgements };
  }

  /** Measures as many of the pairs as fit into one go: those that are needed first, and others with the same signal. */
  async #measure(wanted: readonly Wanted[], token: CancellationToken | undefined): Promise<void> {
    const [first] = wanted;
    if (first === undefined) return;
    const pairs = wanted.filter(({ signal }) => signal === first.signal).map(({ pair }) => pair);
    const most = (first.signal === 'surprisal' ? usualPace : this.pace).pairs;
    await this.ratings.measure(pairs.slice(0, most), first.signal, token);
  }
}

function keyOf({ sentences, previous, held }: Paragraph): string {
  return JSON.stringify([previous, sentences, [...(held ?? [])]]);
}
