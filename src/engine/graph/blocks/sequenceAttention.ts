import type { CausalAttention, CausalShape } from '../architectures/causal.js';
import type { EncoderInputs } from '../architectures/encoder.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { encoderAttention, hiddenScore } from './encoderAttention.js';

/** Attention of a causal model over whole sequences without a cache, for classifiers: each token sees itself and those before it. */
export class SequenceAttention implements CausalAttention {
  readonly #mask: Value;

  constructor(
    private readonly context: GraphContext,
    private readonly shape: CausalShape,
    { positions, mask }: Pick<EncoderInputs, 'positions' | 'mask'>,
  ) {
    const { graph } = context;
    const queries = graph.op('Unsqueeze', [positions, graph.ints([1, 3])]); // [B, 1, S, 1]
    const keys = graph.op('Unsqueeze', [positions, graph.ints([1, 2])]); // [B, 1, 1, S]
    this.#mask = graph.op('Where', [graph.op('LessOrEqual', [keys, queries]), mask, graph.floats([hiddenScore], [])]);
  }

  attend(_layer: number, joined: Value): Value {
    const { graph } = this.context;
    const size = this.shape.heads * this.shape.headSize;
    const [query, key, value] = graph.ops('Split', 3, [joined, graph.ints([size, size, size])], { axis: -1 }) as [Value, Value, Value];
    return encoderAttention(this.context, this.shape, { query, key, value, mask: this.#mask });
  }

  finish(): void {
    // There is no cache.
  }
}
