import type { FillMaskResult } from '../../src/common/engineApi.js';
import { type Rated, weights } from '../../src/engine/features/fill/ranking.js';
import type { Choice } from './conditionalLogit.js';

/** The weights that a fit finds, in the order of a choice's features. */
export const weightNames = Object.keys(weights) as (keyof typeof weights)[];

/** A masked word that was among the candidates: what each model says of each, and which was right. */
export interface WordChoice extends Choice {
  readonly group: string;
}

/** @returns `undefined` where the right word is not in the list, or the causal model did not vote on all of it */
export function wordChoice(group: string, answer: string, { masks }: FillMaskResult): WordChoice | undefined {
  const candidates = masks[0]?.candidates ?? [];
  const right = candidates.findIndex(({ text }) => text.toLowerCase() === answer.toLowerCase());
  const rated = candidates.map(({ probability, causal, article, text }): Rated | undefined => {
    return causal && { logprob: Math.log(probability), words: text.split(' ').length, vote: causal, disagrees: article !== undefined };
  });
  if (right < 0 || !rated.every((each) => each !== undefined)) return undefined;
  const known = rated.filter(({ disagrees }) => !disagrees);
  const at = known.indexOf(rated[right] as Rated);
  if (at < 0 || known.length < 2) return undefined;
  return { group, right: at, options: known.map(({ logprob, words, vote }) => [logprob, (vote?.word ?? 0) / words, vote?.rest ?? 0]) };
}
