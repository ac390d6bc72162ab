import type { CausalShape } from '../graph/architectures/causal.js';
import { cacheNames } from '../graph/blocks/cachedAttention.js';
import { causalNames } from '../graph/causalGraph.js';
import type { Distribution, RatedTokens } from './decoder.js';
import type { Token } from '../tokenizer/token.js';
import type { CacheArray, KeyValueStore } from './keyValueStore.js';
import type { Outputs, Tensor, TensorFactory } from './session.js';
import { localStepMask, stepMask, type StepToken } from './stepMask.js';
import type { TokenTree } from './tokenTree.js';

export interface Node extends StepToken {
  readonly token: Token;
  /** How many tokens come before it in its sequence. */
  readonly position: number;
}

/** What is asked about some tokens of a step. */
export interface Asked {
  /** Indexes in the step. */
  readonly rows: readonly number[];
  readonly top: number;
  /** One list a row, all of one length, which may be 0. */
  readonly rated: readonly (readonly Token[])[];
  /** Whether the rank of each row's first rated token is wanted. */
  readonly ranked: boolean;
}

/** The graph's inputs that say what to read: the step's tokens, and the cache. */
export function tokenFeeds(
  tensors: TensorFactory,
  shape: CausalShape,
  store: KeyValueStore,
  tree: TokenTree,
  nodes: readonly Node[],
): Record<string, Tensor> {
  const { length } = nodes;
  const tokens = nodes.map((node) => node.token);
  const positions = nodes.map((node) => node.position);
  const feeds: Record<string, Tensor> = {
    [causalNames.ids]: tensors.int64(tokens, [length]),
    [causalNames.positions]: tensors.int64(positions, [1, length]),
    [cacheNames.mask]: tensors.float32(stepMask(tree, nodes, store.capacity), [length, store.capacity + length]),
    ...(shape.window && {
      [cacheNames.localMask]: tensors.float32(localStepMask(tree, nodes, store.capacity, shape.window.tokens), [
        length,
        store.capacity + length,
      ]),
    }),
    [cacheNames.split]: tensors.int64([store.capacity, length], [2]),
  };
  const cacheShape = [1, shape.kvHeads, store.capacity, shape.headSize];
  for (let layer = 0; layer < shape.layers; layer++) {
    feeds[cacheNames.key(layer)] = tensors.cache(store.keys(layer), cacheShape);
    feeds[cacheNames.value(layer)] = tensors.cache(store.values(layer), cacheShape);
  }
  return feeds;
}

/** The graph's inputs that say what is asked about the step's tokens. */
export function askedFeeds(tensors: TensorFactory, asked: Asked, vocabularySize: number): Record<string, Tensor> {
  const rows = asked.rows.length;
  // The graph rates at least one token a row; where none is wanted it rates any, and the result is not used.
  const rated = ratedCount(asked) === 0 ? asked.rows.map(() => 0) : asked.rated.flat();
  const ranked = asked.ranked ? [...asked.rows.keys()] : [];
  return {
    [causalNames.rows]: tensors.int64(asked.rows, [rows]),
    [causalNames.top]: tensors.int64([Math.max(1, Math.min(asked.top, vocabularySize))], [1]),
    [causalNames.rated]: tensors.int64(rated, [rows, rated.length / rows]),
    [causalNames.ranked]: tensors.int64(ranked, [ranked.length]),
  };
}

/** The distribution after each asked row. */
export function distributions(outputs: Outputs, asked: Asked): Distribution[] {
  const rows = asked.rows.length;
  const logprobs = floats(outputs, causalNames.topLogprobs);
  const tokens = ids(outputs, causalNames.topTokens);
  const rated = floats(outputs, causalNames.ratedLogprobs);
  return Array.from({ length: rows }, (_, row) => ({
    tokens: slice(tokens, row, rows),
    logprobs: logprobs.slice((row * logprobs.length) / rows, ((row + 1) * logprobs.length) / rows),
    rated: rated.slice(row * (rated.length / rows), row * (rated.length / rows) + ratedCount(asked)),
  }));
}

/** Ratings of the rows [first, last) of a step that rated one token a row, and its rank, with at most `top` alternatives. */
export function ratings(outputs: Outputs, asked: Asked, first: number, last: number, top: number): RatedTokens {
  const ranks = (outputs[causalNames.ranks] as Tensor).data as Int32Array;
  return {
    logprobs: floats(outputs, causalNames.ratedLogprobs).slice(first, last),
    ranks: ranks.slice(first, last),
    top: distributions(outputs, asked)
      .slice(first, last)
      .map(({ tokens, logprobs }) => ({ tokens: tokens.slice(0, top), logprobs: logprobs.slice(0, top) })),
  };
}

/** Ratings of a continuation that was rated in parts. */
export function joinRatings(parts: readonly RatedTokens[]): RatedTokens {
  return {
    logprobs: Float32Array.from(parts.flatMap((part) => [...part.logprobs])),
    ranks: Int32Array.from(parts.flatMap((part) => [...part.ranks])),
    top: parts.flatMap((part) => part.top),
  };
}

/** What a step that decodes leaves with the graph. */
export const notDecoded = [causalNames.hidden];

/** What the last layer gives for each token of the step, [tokens · hidden]. */
export function hiddenRows(outputs: Outputs): Float32Array {
  return floats(outputs, causalNames.hidden);
}

/** Keys and values of the step's tokens, as `KeyValueStore.write` takes them. */
export function freshKeysAndValues(outputs: Outputs): CacheArray {
  const { data } = outputs[cacheNames.present] as Tensor;
  if (data instanceof Float32Array) return data;
  // Newer versions of Node have a type of their own for float16; the store keeps the bits.
  const { buffer, byteOffset, length } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}

function ratedCount(asked: Asked): number {
  return asked.rated[0]?.length ?? 0;
}

function floats(outputs: Outputs, name: string): Float32Array {
  return (outputs[name] as Tensor).data as Float32Array;
}

function ids(outputs: Outputs, name: string): Token[] {
  return Array.from((outputs[name] as Tensor).data as BigInt64Array, (id) => Number(id) as Token);
}

function slice<T>(items: readonly T[], row: number, rows: number): T[] {
  return items.slice((row * items.length) / rows, ((row + 1) * items.length) / rows);
}
