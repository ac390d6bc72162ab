import type { PairRating, PairSurprisal } from '../../../common/methods/scoring.js';
import { sigmoid } from '../../../common/sigmoid.js';
import { lexicalSignals } from '../signals/lexicalSignals.js';
import { pairOf, type RatedChain } from './ratedChain.js';

/** Numbers by name; those that could not be measured are not there. */
export type Features = Readonly<Record<string, number>>;

/** Odds beyond this say no more. */
const surest = 6;

/** The mean odds of neighbouring sentences in the corpus: what is usual where a paragraph is too short to tell. */
const usualOdds = 0.7;

/** All that the score of a sentence of a chain may rest on; the sentence is not the first one. */
export function features(chain: RatedChain, index: number): Features {
  const { sentences } = chain;
  const found: Record<string, number> = { length: Math.log(1 + (sentences[index]?.length ?? 0)) };
  const add = (name: string, value: number | undefined): void => {
    if (value !== undefined) found[name] = value;
  };
  const pairs = { into: [index - 1, index], outOf: [index, index + 1], over: [index - 1, index + 1] } as const;
  for (const [name, [first, second]] of Object.entries(pairs)) {
    if (second >= sentences.length) continue;
    add(`${name}.odds`, odds(chain, first, second));
    const { before, first: earlier, second: later } = pairOf(sentences, first, second);
    for (const [signal, value] of Object.entries<number>({ ...lexicalSignals(before, earlier, later) })) found[`${name}.${signal}`] = value;
  }
  if (found['into.odds'] !== undefined) found.usual = usual(chain, index);
  if (found['into.odds'] !== undefined && found['outOf.odds'] !== undefined)
    found.worse = Math.min(found['into.odds'], found['outOf.odds']);
  if (found['over.odds'] !== undefined) {
    add('bridge', bridge(chain, index));
    found.rivalBefore = bridge(chain, index - 1) ?? 0;
    found.rivalAfter = bridge(chain, index + 1) ?? 0;
  }
  add('gain', gain(chain, index));
  add('help', help(chain, index));
  return found;
}

/** How sure the encoder is that the sentences around one follow each other, and neither of them it: 0 to 1. */
function bridge(chain: RatedChain, index: number): number | undefined {
  if (index < 1 || index + 1 >= chain.sentences.length) return undefined;
  const [into, outOf, over] = [odds(chain, index - 1, index), odds(chain, index, index + 1), odds(chain, index - 1, index + 1)];
  if (into === undefined || outOf === undefined || over === undefined) return undefined;
  return probability(over) * (1 - probability(into)) * (1 - probability(outOf));
}

/** The mean odds of the paragraph's other neighbouring sentences: some writers connect all of theirs loosely. */
function usual(chain: RatedChain, index: number): number {
  const others = chain.sentences.flatMap((_, second) => {
    const known = second === 0 || second === index || second === index + 1 ? undefined : odds(chain, second - 1, second);
    return known === undefined ? [] : [known];
  });
  return others.length === 0 ? usualOdds : others.reduce((sum, value) => sum + value, 0) / others.length;
}

/**
 * How much the sentence before helps to expect this one: bits that are saved, by the square root of the number of tokens, since
 * long sentences vary more.
 */
function gain({ rating }: RatedChain, index: number): number | undefined {
  const { surprisal } = rating(index - 1, index);
  return surprisal && perToken(surprisal.alone - surprisal.after, surprisal);
}

/** The same for how much this sentence helps to expect the next one, which would else stand behind the one before. */
function help({ rating, sentences }: RatedChain, index: number): number | undefined {
  if (index + 1 >= sentences.length) return undefined;
  const [outOf, over] = [surprisalAfter(rating(index, index + 1)), surprisalAfter(rating(index - 1, index + 1))];
  return outOf && over && perToken(over.after - outOf.after, outOf);
}

/** How surprising the second sentence of a pair is after the first, whether or not it was compared with the sentence alone. */
export function surprisalAfter({ surprisal, surprisalAfter }: PairRating): PairRating['surprisalAfter'] {
  return surprisal ?? surprisalAfter;
}

function perToken(bits: number, { tokens }: Pick<PairSurprisal, 'tokens'>): number {
  return bits / Math.sqrt(Math.max(1, tokens));
}

function odds({ rating }: RatedChain, first: number, second: number): number | undefined {
  const { nextSentence } = rating(first, second);
  return nextSentence === undefined ? undefined : clippedOdds(nextSentence);
}

export function clippedOdds(odds: number): number {
  return Math.max(-surest, Math.min(surest, odds));
}

function probability(odds: number): number {
  return sigmoid(odds);
}
