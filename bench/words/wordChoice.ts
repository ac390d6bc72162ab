import type { FillMaskResult } from '../../src/common/methods/maskedWords.js';
import { weights } from '../../src/engine/features/fill/ranking.js';
import type { Choice } from './conditionalLogit.js';

/** The weights that a fit finds, in the order of a choice's features. */
export const weightNames = Object.keys(weights) as (keyof typeof weights)[];

/** A masked word that was among the candidates: what each model says of each, and which was right. */
export interface WordChoice extends Choice {
  readonly group: string;
}

/** @returns `undefined` where the right word is not in the list, or the causal model did not vote on all of it */
export function wordChoice(group: string, answer: string, { masks }: FillMaskResult): WordChoice | undefined {
  const listed = masks[0]?.candidates ?? [];
  if (listed.some(({ causal }) => causal === undefined)) return undefined;
  const candidates = listed.filter(({ article }) => article === undefined);
  const right = candidates.findIndex(({ text }) => text.toLowerCase() === answer.toLowerCase());
  if (right < 0 || candidates.length < 2) return undefined;
  const options = candidates.map(({ text, probability, causal }) => [
    Math.log(probability),
    (causal?.word ?? 0) / text.split(' ').length,
    causal?.rest ?? 0,
  ]);
  return { group, right, options };
}
