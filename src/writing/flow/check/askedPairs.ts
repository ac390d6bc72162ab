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
 * also reads the pair without the sentence between, and only where there is still doubt the causal model reads the three pairs. How
 * surprising a sentence is alone counts for the doubted one only, so that the next one is not read for that.
 * @param thorough asks everything everywhere, and how the paragraph begins, of which no warning comes
 */
export function askedPairs(paragraph: Paragraph, ratings: KnownRatings, thorough: boolean): AskedPairs {
  const chain = new AskedChain(paragraph, ratings);
  if (thorough && paragraph.previous !== undefined && !isHeld(paragraph, 0)) chain.ask('next-sentence', [opening]);
  for (const { signal, places } of steps) {
    const indexes = [...paragraph.sentences.keys()].filter((index) => index > 0 && !isHeld(paragraph, index));
    const doubted = indexes.filter((index) => thorough || places === into || isDoubtful(paragraph, index, chain, ratings));
    chain.ask(signal, doubted.flatMap(places));
    const wanted = ratings.missing.has(signal) ? [] : chain.unknown(signal);
    if (wanted.length > 0) return { wanted, chain };
  }
  return { wanted: [], chain };
}

/** The indexes of a pair's sentences; −1 is the one before the paragraph. `alone` as in `TextPair`. */
interface Place {
  readonly first: number;
  readonly second: number;
  readonly alone?: boolean;
}

/** The first sentence after the one before the paragraph. */
const opening: Place = { first: -1, second: 0 };

function into(index: number): Place[] {
  return [{ first: index - 1, second: index }];
}

function over(index: number): Place[] {
  return [{ first: index - 1, second: index + 1 }];
}

function around(index: number): Place[] {
  const next = [{ first: index, second: index + 1 }, ...over(index)];
  return [...into(index), ...next.map((place) => ({ ...place, alone: false }))];
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
    return this.#asked['next-sentence'].has(keyOf(opening)) ? this.rating(opening.first, opening.second) : undefined;
  }

  readonly rating = (first: number, second: number): PairRating => {
    const key = keyOf({ first, second });
    const [read, expected] = [this.#asked['next-sentence'].get(key), this.#asked.surprisal.get(key)];
    const nextSentence = read && this.ratings.known(read).nextSentence;
    const { surprisal, surprisalAfter = surprisal } = expected === undefined ? {} : this.ratings.known(expected);
    return {
      ...(nextSentence !== undefined && { nextSentence }),
      ...(surprisal !== undefined && expected?.alone !== false && { surprisal }),
      ...(surprisalAfter !== undefined && { surprisalAfter }),
    };
  };

  ask(signal: FlowSignal, places: readonly Place[]): void {
    const asked = this.#asked[signal];
    for (const place of places) {
      const known = asked.get(keyOf(place));
      const isMore = known === undefined || (known.alone === false && place.alone !== false);
      if (place.second < this.sentences.length && isMore) asked.set(keyOf(place), this.#pairOf(place));
    }
  }

  /** What was asked of a signal and may be measured now. */
  unknown(signal: FlowSignal): Wanted[] {
    return [...this.#asked[signal].values()].filter((pair) => !this.ratings.isKnown(pair, signal)).map((pair) => ({ signal, pair }));
  }

  #pairOf({ first, second, alone }: Place): TextPair {
    const { sentences, previous = '' } = this.paragraph;
    if (first < 0) return { before: '', first: previous, second: sentences[0] ?? '' };
    return { ...pairOf(sentences, first, second), ...(alone === false && { alone }) };
  }
}

function keyOf({ first, second }: Place): string {
  return `${first}:${second}`;
}
