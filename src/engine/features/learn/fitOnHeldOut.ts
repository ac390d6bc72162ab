import type { HeldOutFigures } from '../../../common/methods/manuscript.js';
import { type BlendWeights, noWeights } from '../../../learning/manuscript/blendWeights.js';
import type { ContextIndex } from '../../../learning/manuscript/contextIndex.js';
import { usualWeights } from '../../../learning/manuscript/usualWeights.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import { fitWeights, type HeldOutToken, meanBits } from '../../../learning/manuscript/fitWeights.js';
import type { CausalLease } from '../loadedModel.js';
import { type HeldOutWindow, rateHeldOut } from './heldOut.js';

/** Weights, and what they are worth on text that neither they nor the counts have seen. */
export interface FittedWeights {
  readonly weights: BlendWeights;
  readonly figures: HeldOutFigures | undefined;
}

/**
 * Fits the weights of the blend on held-out windows. The figures are of windows that the weights were not fitted on: each half is measured with
 * those of the other. Where held-out text comes out no better, all weights are 0.
 * @param start where the held-out part begins
 * @param index of the text without what is held out
 */
export async function fitOnHeldOut(
  windows: readonly HeldOutWindow[],
  start: number,
  tokens: TokenSequence,
  index: ContextIndex,
  causal: CausalLease,
  report: (done: number) => void,
): Promise<FittedWeights> {
  const halves: { rated: HeldOutToken[]; bytes: number }[] = [
    { rated: [], bytes: 0 },
    { rated: [], bytes: 0 },
  ];
  const rest = { index, shares: index.shares() };
  for (const [nth, window] of windows.entries()) {
    report(nth);
    const { rated, bytes } = await rateHeldOut(window, start, tokens, rest, causal);
    const half = halves[nth % 2] as (typeof halves)[number];
    half.rated = [...half.rated, ...rated];
    half.bytes += bytes;
  }
  const [even, odd] = halves as [(typeof halves)[number], (typeof halves)[number]];
  const all = [...even.rated, ...odd.rated];
  const bytes = even.bytes + odd.bytes;
  if (all.length === 0) return { weights: noWeights, figures: undefined };
  const after = bitsOf(even.rated, fitWeights(odd.rated, usualWeights)) + bitsOf(odd.rated, fitWeights(even.rated, usualWeights));
  const figures = { tokens: all.length, bytes, before: bitsOf(all, noWeights) / bytes, after: after / bytes };
  return { weights: figures.after < figures.before ? fitWeights(all, usualWeights) : noWeights, figures };
}

function bitsOf(tokens: readonly HeldOutToken[], weights: BlendWeights): number {
  return tokens.length * meanBits(tokens, weights);
}
