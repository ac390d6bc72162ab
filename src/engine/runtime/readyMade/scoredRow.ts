import type { Token } from '../../tokenizer/token.js';
import type { Distribution } from '../decoder.js';

/**
 * The distribution that scores of all tokens of a vocabulary stand for, as far as it is asked for.
 * @param top how many of the most probable tokens; of equal ones the first
 */
export function distributionOf(scores: Float32Array, top: number, rate: readonly Token[]): Distribution {
  const total = logSumExp(scores);
  const best = largest(scores, top);
  return {
    tokens: best as Token[],
    logprobs: Float32Array.from(best, (token) => (scores[token] as number) - total),
    rated: Float32Array.from(rate, (token) => (scores[token] as number) - total),
  };
}

/** How many scores are above that of a token. */
export function rankOf(scores: Float32Array, token: Token): number {
  const own = scores[token] as number;
  let above = 0;
  for (const score of scores) if (score > own) above++;
  return above;
}

function logSumExp(scores: Float32Array): number {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  return most + Math.log(sum);
}

/** The indexes of the largest values, best first: a heap whose root is the least of them, so that most values cost one comparison. */
function largest(values: Float32Array, count: number): number[] {
  const size = Math.min(count, values.length);
  const heap = new Int32Array(size);
  const value = (at: number): number => values[heap[at] as number] as number;
  /** Of equal values the later one is the lesser. */
  const isLess = (a: number, b: number): boolean => value(a) < value(b) || (value(a) === value(b) && (heap[a] ?? 0) > (heap[b] ?? 0));
  const sink = (from: number): void => {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < size && isLess(left, least)) least = left;
      if (right < size && isLess(right, least)) least = right;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least] as number, heap[at] as number];
      at = least;
    }
  };
  for (let at = 0; at < size; at++) heap[at] = at;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
  for (let index = size; size > 0 && index < values.length; index++) {
    if ((values[index] as number) <= value(0)) continue;
    heap[0] = index;
    sink(0);
  }
  return [...heap].sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
