import { BoundedMap } from '../../../common/boundedMap.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import { cancelledError } from '../../../common/clozeError.js';
import type { FlowSignal } from '../../../writing/flow/check/knownRatings.js';
import { type Judgement, judgeParagraph } from '../../../writing/flow/check/judgeParagraph.js';
import type { Paragraph } from '../../../writing/flow/check/paragraphChain.js';
import { type Wanted, wantedPairs } from '../../../writing/flow/check/wantedPairs.js';
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

/** Pairs that are measured in one go: enough to fill the encoder's batches, few enough to be soon done. */
const batchSize = 32;

/** Paragraphs whose pairs are gathered for one go. */
const atOnce = 12;

/** Remembered paragraphs: some ten manuscripts. */
const maxParagraphs = 10_000;

/** What was found in a paragraph. */
interface Done {
  readonly judgements: readonly Judgement[];
  /** Whether nothing failed: what lacks something is measured again with the next check. */
  readonly isWhole: boolean;
}

/** Checks paragraphs, and remembers what it has found: an edit costs the pairs and the paragraph that it is in. */
export class FlowChecker {
  readonly ratings: PairRatings;
  /** In the order in which they were done. */
  readonly #done = new BoundedMap<string, Done>(maxParagraphs);

  constructor(ratePairs: RatePairs) {
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
      const group = paragraphs.slice(next, next + atOnce);
      const wanted = group.map((paragraph) => this.#wanted(paragraph, thorough));
      const unfinished = wanted.findIndex((each) => each.length > 0);
      const finished = unfinished < 0 ? group.length : unfinished;
      for (const paragraph of group.slice(0, finished)) yield { paragraph, judgements: this.#judge(paragraph, thorough) };
      next += finished;
      if (token?.isCancellationRequested === true) throw cancelledError();
      if (unfinished >= 0) await this.#measure(wanted.slice(unfinished).flat(), token);
    }
  }

  /** Forgets all, for example because another model is used from now on. */
  clear(): void {
    this.ratings.clear();
    this.#done.clear();
  }

  #wanted(paragraph: Paragraph, thorough: boolean): readonly Wanted[] {
    return !thorough && this.isDone(paragraph) ? [] : wantedPairs(paragraph, this.ratings, thorough);
  }

  #judge(paragraph: Paragraph, thorough: boolean): readonly Judgement[] {
    const known = this.known(paragraph);
    if (known !== undefined && !thorough && this.isDone(paragraph)) return known;
    const judgements = judgeParagraph(paragraph, this.ratings);
    this.#done.set(keyOf(paragraph), { judgements, isWhole: !this.ratings.hasFailed });
    return judgements;
  }

  /** Measures as many of the pairs as fit into one go: those that are needed first, and others with the same signal. */
  async #measure(wanted: readonly Wanted[], token: CancellationToken | undefined): Promise<void> {
    const signal = wanted[0]?.signal as FlowSignal;
    const pairs = wanted.filter((each) => each.signal === signal).map(({ pair }) => pair);
    await this.ratings.measure(pairs.slice(0, batchSize), signal, token);
  }
}

function keyOf({ sentences, previous, held }: Paragraph): string {
  return JSON.stringify([previous, sentences, [...(held ?? [])]]);
}
