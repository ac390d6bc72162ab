import type { TextPair } from '../../../common/methods/scoring.js';
import { pairOf } from '../score/ratedChain.js';
import { judge } from './judgeParagraph.js';
import { isHeld, type Paragraph } from './paragraphChain.js';
import type { FlowSignal, PairRatings } from './pairRatings.js';

/** Pairs of which a signal is to be measured next. */
export interface Wanted {
  readonly signal: FlowSignal;
  readonly pair: TextPair;
}

/**
 * What is to be measured next of a paragraph; nothing once it is done. Cheap signals come first: the encoder reads each pair of
 * neighbours; only where that leaves doubt it also reads the pair without the sentence between, and the causal model the three pairs.
 * @param thorough measures everything everywhere
 */
export function wantedPairs(paragraph: Paragraph, ratings: PairRatings, thorough: boolean): readonly Wanted[] {
  const steps: readonly FlowSignal[] = ['next-sentence', 'next-sentence', 'surprisal'];
  for (const [step, signal] of steps.entries()) {
    if (ratings.missing.has(signal)) continue;
    const wanted = pairsAt(step, paragraph, ratings, thorough).filter((pair) => !ratings.isKnown(pair, signal));
    if (wanted.length > 0) return wanted.map((pair) => ({ signal, pair }));
  }
  return [];
}

function pairsAt(step: number, paragraph: Paragraph, ratings: PairRatings, thorough: boolean): TextPair[] {
  const { sentences, previous } = paragraph;
  const pairs = (index: number, ...all: readonly (readonly [number, number])[]): TextPair[] =>
    all.filter(([, second]) => second < sentences.length && index > 0).map(([first, second]) => pairOf(sentences, first, second));
  return sentences.flatMap((sentence, index): TextPair[] => {
    if (isHeld(paragraph, index)) return [];
    // No warning comes of how a paragraph begins, so that only those who want all numbers wait for this one.
    if (step === 0 && index === 0) return previous === undefined || !thorough ? [] : [{ before: '', first: previous, second: sentence }];
    if (step === 0) return pairs(index, [index - 1, index]);
    if (index === 0 || !(thorough || isDoubtful(paragraph, index, ratings))) return [];
    return step === 1 ? pairs(index, [index - 1, index + 1]) : pairs(index, [index - 1, index], [index, index + 1], [index - 1, index + 1]);
  });
}

/** Whether more would tell more. Without an encoder there is nothing that could say that it would not. */
function isDoubtful(paragraph: Paragraph, index: number, ratings: PairRatings): boolean {
  if (ratings.missing.has('next-sentence')) return true;
  const judgement = judge(paragraph, index, ratings);
  return judgement !== undefined && judgement.chance >= judgement.set.doubt;
}
