import type { CausalAttention, CausalShape } from '../architectures/causal.js';
import { absent, type GraphBuilder, type Value } from '../onnx/graphBuilder.js';
import type { Rotary } from './rotary.js';

/** Names of the cache's inputs and outputs in a graph whose cache stays on the device. */
export const deviceCacheNames = {
  pastKey: (layer: number): string => `past_key_${layer}`,
  pastValue: (layer: number): string => `past_value_${layer}`,
  presentKey: (layer: number): string => `present_key_${layer}`,
  presentValue: (layer: number): string => `present_value_${layer}`,
  /** int32 [1, 1]: tokens in the sequence, the new ones included, minus 1. */
  lastPosition: 'last_position',
  /** int32 []: tokens in the sequence, the new ones included. */
  totalLength: 'total_length',
} as const;

/**
 * Attention over a cache in the device's memory: ONNX Runtime's fused GroupQueryAttention. The caller hands each
 * step's `present` tensors, which never leave the device, to the next one as `past`. Only the first `total_length` −
 * S tokens of the past count, so an edit rolls the cache back by a smaller number.
 */
export class GroupedQueryAttention implements CausalAttention {
  readonly #lastPosition: Value;
  readonly #totalLength: Value;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly shape: CausalShape,
  ) {
    this.#lastPosition = graph.input(deviceCacheNames.lastPosition, 'int32', [1, 1]);
    this.#totalLength = graph.input(deviceCacheNames.totalLength, 'int32', []);
  }

  attend(layer: number, joined: Value, rotary?: Rotary): Value {
    const { graph } = this;
    const { heads, kvHeads, headSize, attentionScale, scoreCap, window } = this.shape;
    const sizes = graph.ints([heads * headSize, kvHeads * headSize, kvHeads * headSize]);
    const [q, k, v] = graph.ops('Split', 3, [joined, sizes], { axis: -1 }) as [Value, Value, Value];
    const cache = [1, kvHeads, 'capacity', headSize];
    const past = [
      graph.input(deviceCacheNames.pastKey(layer), graph.floatType, cache),
      graph.input(deviceCacheNames.pastValue(layer), graph.floatType, cache),
    ];
    const tables = rotary === undefined ? [absent, absent] : [rotary.cosines, rotary.sines];
    const inputs = [q, k, v, ...past, this.#lastPosition, this.#totalLength, ...tables];
    const [attentionOutput, key, value] = graph.contribs('GroupQueryAttention', 3, inputs, {
      num_heads: heads,
      kv_num_heads: kvHeads,
      scale: { float: attentionScale },
      do_rotary: rotary === undefined ? 0 : 1,
      ...(scoreCap !== undefined && { softcap: { float: scoreCap } }),
      ...(window?.layers[layer] === true && { local_window_size: window.tokens }),
    }) as [Value, Value, Value];
    graph.output(key, deviceCacheNames.presentKey(layer), graph.floatType, cache);
    graph.output(value, deviceCacheNames.presentValue(layer), graph.floatType, cache);
    return attentionOutput;
  }

  finish(): void {
    // Each layer has its own outputs already.
  }
}
