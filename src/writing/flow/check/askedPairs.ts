import type { PairRating, TextPair } from '../../../common/methods/scoring.js';
import { pairOf } from '../score/ratedChain.js';
import { judge } from './judgeParagraph.js';
import type { FlowSignal, KnownRatings } from './knownRatings.js';
import { isHeld, type Paragraph, type ParagraphChain } from './paragraphChain.js';

/** A signal that is to be measured of a pair. */
export interface Wanted {
  readonly signal: FlowSignal;
  readonly pair: TextPair;
}

export interface AskedPairs {
  /** What is to be measured next; nothing once the paragraph is done. */
  readonly wanted: readonly Wanted[];
  /**
   * The paragraph with the answers to what is asked of it. What is known for another reason is not there, so that what is said about a
   * paragraph depends on its text alone, and not on what it was before or what else was measured.
   */
  readonly chain: ParagraphChain;
}

/**
 * What a check asks of a paragraph. Cheap signals come first: the encoder reads each pair of neighbors; only where that leaves doubt it
 * also reads the pair without the sentence between, and only where there is still doubt the causal model reads the three pairs.
 * @param thorough asks everything everywhere, and how the paragraph begins, of which no warning comes
 */
export function askedPairs(paragraph: Paragraph, ratings: KnownRatings, thorough: boolean): AskedPairs {
  const chain = new AskedChain(paragraph, ratings);
  if (thorough && paragraph.previous !== undefined && !isHeld(paragraph, 0)) chain.ask('next-sentence', [[-1, 0]]);
  for (const { signal, places } of steps) {
    const indexes = [...paragraph.sentences.keys()].filter((index) => index > 0 && !isHeld(paragraph, index));
    const doubted = indexes.filter((index) => thorough || places === into || isDoubtful(paragraph, index, chain, ratings));
    chain.ask(signal, doubted.flatMap(places));
    const wanted = ratings.missing.has(signal) ? [] : chain.unknown(signal);
    if (wanted.length > 0) return { wanted, chain };
  }
  return { wanted: [], chain };
}

/** The indexes of a pair's sentences; −1 is the one before the paragraph. */
type Place = readonly [first: number, second: number];

function into(index: number): Place[] {
  return [[index - 1, index]];
}

function over(index: number): Place[] {
  return [[index - 1, index + 1]];
}

function around(index: number): Place[] {
  return [...into(index), [index, index + 1], ...over(index)];
}

const steps: readonly { readonly signal: FlowSignal; readonly places: (index: number) => Place[] }[] = [
  { signal: 'next-sentence', places: into },
  { signal: 'next-sentence', places: over },
  { signal: 'surprisal', places: around },
];

/** Whether more would tell more. Without an encoder there is nothing that could say that it would not. */
function isDoubtful(paragraph: Paragraph, index: number, chain: ParagraphChain, ratings: KnownRatings): boolean {
  if (ratings.missing.has('next-sentence')) return true;
  const judgement = judge(paragraph, index, chain);
  return judgement !== undefined && judgement.chance >= judgement.set.doubt;
}

/** A paragraph's chain that knows what was asked. */
class AskedChain implements ParagraphChain {
  readonly sentences: readonly string[];
  /** By signal, what was asked of pairs by their places. */
  readonly #asked = { 'next-sentence': new Map<string, TextPair>(), surprisal: new Map<string, TextPair>() };

  constructor(
    private readonly paragraph: Paragraph,
    private readonly ratings: KnownRatings,
  ) {
    this.sentences = paragraph.sentences;
  }

  get opening(): PairRating | undefined {
    return this.#asked['next-sentence'].has(keyOf(-1, 0)) ? this.rating(-1, 0) : undefined;
  }

  readonly rating = (first: number, second: number): PairRating => {
    const key = keyOf(first, second);
    const known = (signal: FlowSignal): PairRating => {
      const pair = this.#asked[signal].get(key);
      return pair === undefined ? {} : this.ratings.known(pair);
    };
    const [{ nextSentence }, { surprisal }] = [known('next-sentence'), known('surprisal')];
    return { ...(nextSentence !== undefined && { nextSentence }), ...(surprisal !== undefined && { surprisal }) };
  };

  ask(signal: FlowSignal, places: readonly Place[]): void {
    for (const [first, second] of places)
      if (second < this.sentences.length) this.#asked[signal].set(keyOf(first, second), this.#pairOf(first, second));
  }

  /** What was asked of a signal and may be measured now. */
  unknown(signal: FlowSignal): Wanted[] {
    return [...this.#asked[signal].values()].filter((pair) => !this.ratings.isKnown(pair, signal)).map((pair) => ({ signal, pair }));
  }

  #pairOf(first: number, second: number): TextPair {
    const { sentences, previous = '' } = this.paragraph;
    return first < 0 ? { before: '', first: previous, second: sentences[0] ?? '' } : pairOf(sentences, first, second);
  }
}

function keyOf(first: number, second: number): string {
  return `${first}:${second}`;
}
