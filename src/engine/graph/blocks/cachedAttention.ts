import { append } from '../../../common/append.js';
import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { elementTypes } from '../onnx/model.js';
import type { CausalAttention, CausalShape } from '../architectures/causal.js';
import type { Rotary } from './rotary.js';
import { capped } from './scaled.js';

/** Names of the cache's inputs and outputs in a graph with a read-only cache. */
export const cacheNames = {
  key: (layer: number): string => `key_cache_${layer}`,
  value: (layer: number): string => `value_cache_${layer}`,
  /** float32 [S, capacity + S]: 0 where a token may look, a large negative number where it may not. */
  mask: 'attention_mask',
  /** The same for the layers that have a window. */
  localMask: 'local_attention_mask',
  /** int64 [2]: capacity and S. */
  split: 'slots_and_tokens',
  /** Keys and values of the new tokens, [1, layers · 2 · KV heads, S, head size]: keys, then values, of layer 0, 1, … */
  present: 'fresh_keys_values',
} as const;

/** How keys and values are kept. Half precision takes half the memory, and half the time to read a long context. */
export type CacheType = 'float32' | 'float16';

/**
 * Attention over a cache that the graph only reads, and over the new tokens beside it.
 *
 * The caller owns one key and one value buffer a layer, [1, KV heads, capacity, head size], and feeds them without a
 * copy; the new tokens' keys and values come back in one output, which the caller writes into the buffers. That beats
 * `past`/`present` pairs, which copy the whole cache for each token. Which slots of the buffers a token sees is up to
 * the mask alone, so slots may hold any tree of tokens in any order.
 */
export class CachedAttention implements CausalAttention {
  readonly #present: Value[] = [];
  readonly #mask: Value;
  readonly #localMask: Value | undefined;
  readonly #split: Value;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly shape: CausalShape,
    private readonly type: CacheType,
  ) {
    const group = shape.heads / shape.kvHeads;
    const maskOf = (name: string): Value => {
      const mask = graph.input(name, 'float32', ['tokens', 'slots_and_tokens']);
      // Each KV head serves `group` query heads, whose rows follow one another: [group · S, capacity + S].
      return group === 1 ? mask : graph.op('Concat', Array<Value>(group).fill(mask), { axis: 0 });
    };
    this.#mask = maskOf(cacheNames.mask);
    this.#localMask = shape.window && maskOf(cacheNames.localMask);
    this.#split = graph.input(cacheNames.split, 'int64', [2]);
  }

  attend(layer: number, joined: Value, rotary?: Rotary): Value {
    const { graph } = this;
    const { heads, kvHeads, headSize, attentionScale } = this.shape;
    const cache = [1, kvHeads, 'slots', headSize];
    const keys = this.#asFloat32(graph.input(cacheNames.key(layer), this.type, cache));
    const values = this.#asFloat32(graph.input(cacheNames.value(layer), this.type, cache));
    const joinedByHead = this.#byHead(joined, rotary);
    const { q } = joinedByHead;
    // The new tokens are rounded as the cache will hold them, so that a cached and an uncached run agree.
    const present = [this.#asStored(joinedByHead.k), this.#asStored(joinedByHead.v)] as const;
    append(this.#present, present);
    const [k, v] = [this.#asFloat32(present[0]), this.#asFloat32(present[1])];

    const grouped = graph.op('Reshape', [q, graph.ints([1, kvHeads, -1, headSize])]); // [1, KV heads, group · S, size]
    const scaled = { transB: 1, alpha: { float: attentionScale } };
    const exact = graph.op(
      'Concat',
      [graph.contrib('FusedMatMul', [grouped, keys], scaled), graph.contrib('FusedMatMul', [grouped, k], scaled)],
      { axis: -1 },
    ); // [1, KV heads, group · S, capacity + S]
    const scores = capped(graph, exact, this.shape.scoreCap);
    const mask = this.shape.window?.layers[layer] === true ? (this.#localMask ?? this.#mask) : this.#mask;
    const weights = graph.op('Softmax', [graph.op('Add', [scores, mask])], { axis: -1 });
    const [onCache, onPresent] = graph.ops('Split', 2, [weights, this.#split], { axis: -1 }) as [Value, Value];
    const attentionOutput = graph.op('Add', [graph.op('MatMul', [onCache, values]), graph.op('MatMul', [onPresent, v])]);
    const byHead = graph.op('Reshape', [attentionOutput, graph.ints([1, heads, -1, headSize])]); // [1, heads, S, size]
    const byToken = graph.op('Transpose', [byHead], { perm: [0, 2, 1, 3] }); // [1, S, heads, size]
    return graph.op('Reshape', [byToken, graph.ints([1, -1, heads * headSize])]);
  }

  /** q [1, heads, S, size]; k, v [1, KV heads, S, size]; q and k turned by their positions. */
  #byHead(joined: Value, rotary?: Rotary): { q: Value; k: Value; v: Value } {
    const { graph } = this;
    const { heads, kvHeads, headSize } = this.shape;
    const split = graph.op('Reshape', [joined, graph.ints([1, -1, heads + 2 * kvHeads, headSize])]);
    const byHead = graph.op('Transpose', [split], { perm: [0, 2, 1, 3] }); // [1, heads + 2 · KV heads, S, size]
    const [qk, v] = graph.ops('Split', 2, [byHead, graph.ints([heads + kvHeads, kvHeads])], { axis: 1 }) as [Value, Value];
    const turned = rotary === undefined ? qk : graph.contrib('RotaryEmbedding', [qk, rotary.positions, rotary.cosines, rotary.sines]);
    const [q, k] = graph.ops('Split', 2, [turned, graph.ints([heads, kvHeads])], { axis: 1 }) as [Value, Value];
    return { q, k, v };
  }

  #asStored(value: Value): Value {
    return this.type === 'float32' ? value : this.graph.op('Cast', [value], { to: elementTypes[this.type] });
  }

  #asFloat32(stored: Value): Value {
    return this.type === 'float32' ? stored : this.graph.op('Cast', [stored], { to: elementTypes.float32 });
  }

  finish(): void {
    const { layers, kvHeads, headSize } = this.shape;
    this.graph.output(this.graph.op('Concat', this.#present, { axis: 1 }), cacheNames.present, this.type, [
      1,
      layers * 2 * kvHeads,
      'tokens',
      headSize,
    ]);
  }
}
