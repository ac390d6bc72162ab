import type { Followers } from './contextIndex.js';
import { contextDepth } from './contextOrder.js';

/**
 * How much what followed a context in the writer's texts counts beside what shorter contexts and the model say: a share for each kind of
 * context and each class of how sure the model is, all in one list.
 */
export type BlendWeights = readonly number[];

/** Upper ends of the classes of how often a context stands in the texts. */
const countClasses = [1, 2, 4, 8, 16, 64, Infinity];

/** Lower ends of the classes of how large the share of its most frequent follower is. */
const shareClasses = [1, 0.5, 0];

const perLength = countClasses.length * shareClasses.length;

/** How many kinds of contexts there are. The first is none: of the words themselves. */
const kindCount = 1 + contextDepth * perLength;
export const withoutContext = 0;

/** Upper ends of the classes of how probable the model holds its best token: where it is sure, there is little to gain. */
const confidenceClasses = [0.15, 0.4, 0.75, Infinity];

/** How many shares there are. */
export const weightCount = kindCount * confidenceClasses.length;

/** The share of a kind of context where the model gives its best token a probability. */
export function weightOf(weights: BlendWeights, kind: number, best: number): number {
  return weights[weightIndex(kind, best)] ?? 0;
}

/** The index of that share. */
export function weightIndex(kind: number, best: number): number {
  return confidenceClasses.findIndex((most) => best <= most) * kindCount + kind;
}

/** The kind of a context of some length with these followers. */
export function contextKind(length: number, { total, largest }: Pick<Followers, 'total' | 'largest'>): number {
  const count = countClasses.findIndex((most) => total <= most);
  const share = shareClasses.findIndex((least) => largest >= least * total);
  return 1 + (length - 1) * perLength + count * shareClasses.length + share;
}

/** Weights with which what was learned changes nothing. */
export const noWeights: BlendWeights = Array<number>(weightCount).fill(0);
