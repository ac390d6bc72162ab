import type { Followers } from './contextIndex.js';
import { contextDepth } from './contextOrder.js';

/**
 * How much what followed a context in the writer's texts counts beside what shorter contexts and the model say: a share for each kind of
 * context, all in one list. The first is of the words themselves, without a context.
 */
export type BlendWeights = readonly number[];

/** Upper ends of the classes of how often a context stands in the texts. */
const countClasses = [1, 2, 4, 8, 16, 64, Infinity];

/** Lower ends of the classes of how large the share of its most frequent follower is. */
const shareClasses = [1, 0.5, 0];

const perLength = countClasses.length * shareClasses.length;

/** How many shares there are. */
export const weightCount = 1 + contextDepth * perLength;

/** The index of the share of the words without a context. */
export const withoutContext = 0;

/** The index of the share of a context of some length with these followers. */
export function weightIndex(length: number, { total, largest }: Followers): number {
  const count = countClasses.findIndex((most) => total <= most);
  const share = shareClasses.findIndex((least) => largest >= least * total);
  return 1 + (length - 1) * perLength + count * shareClasses.length + share;
}

/** Weights with which what was learned changes nothing. */
export const noWeights: BlendWeights = Array<number>(weightCount).fill(0);
