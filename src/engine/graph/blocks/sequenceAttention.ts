import type { CausalAttention, CausalShape } from '../architectures/causal.js';
import type { EncoderInputs } from '../architectures/encoder.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { encoderAttention, hiddenScore, tokenPlaces } from './encoderAttention.js';
import type { Rotary } from './rotary.js';

/**
 * Attention of a causal model over whole sequences without a cache, for classifiers: each token sees itself and those before it. The layers
 * around it have all B sequences of S tokens in one, [1, B · S, …].
 */
export class SequenceAttention implements CausalAttention {
  readonly #positions: Value;
  /** How many sequences, and how many tokens each. */
  readonly #sizes: readonly [Value, Value];
  readonly #mask: Value;
  readonly #localMask: Value | undefined;

  constructor(
    private readonly context: GraphContext,
    private readonly shape: CausalShape,
    { positions, mask }: Pick<EncoderInputs, 'positions' | 'mask'>,
  ) {
    const { graph } = context;
    const onDevice = context.device === 'cpu' ? undefined : tokenPlaces(graph, mask, shape.contextLength);
    const queries = onDevice?.rows ?? graph.op('Unsqueeze', [positions, graph.ints([1, 3])]); // [B, 1, S, 1]
    const keys = onDevice?.columns ?? graph.op('Unsqueeze', [positions, graph.ints([1, 2])]); // [B, 1, 1, S]
    const hidden = graph.floats([hiddenScore], []);
    this.#positions = positions;
    this.#sizes = [graph.op('Shape', [mask], { start: 0, end: 1 }), graph.op('Shape', [mask], { start: 3, end: 4 })];
    this.#mask = graph.op('Where', [graph.op('LessOrEqual', [keys, queries]), mask, hidden]);
    if (shape.window !== undefined) {
      const tokens = [shape.window.tokens];
      const reach = onDevice === undefined ? graph.ints(tokens, []) : graph.singles(tokens, []);
      const near = graph.op('Less', [graph.op('Sub', [queries, keys]), reach]);
      this.#localMask = graph.op('Where', [near, this.#mask, hidden]);
    }
  }

  attend(layer: number, joined: Value, rotary?: Rotary): Value {
    const { graph } = this.context;
    const { heads, kvHeads, headSize, window } = this.shape;
    const sizes = graph.ints([heads * headSize, kvHeads * headSize, kvHeads * headSize]);
    const parts = graph.ops('Split', 3, [this.#apart(joined), sizes], { axis: -1 }) as [Value, Value, Value];
    const turn = (part: Value): Value =>
      rotary === undefined ? part : graph.contrib('RotaryEmbedding', [part, this.#positions, rotary.cosines, rotary.sines]);
    const mask = window?.layers[layer] === true ? (this.#localMask ?? this.#mask) : this.#mask;
    const attended = { query: turn(parts[0]), key: this.#forAllHeads(turn(parts[1])), value: this.#forAllHeads(parts[2]), mask };
    const attentionOutput = encoderAttention(this.context, this.shape, attended); // [B, S, heads · size]
    return graph.op('Reshape', [attentionOutput, graph.ints([1, -1, heads * headSize])]);
  }

  finish(): void {
    // There is no cache.
  }

  /** [1, B · S, columns] → [B, S, columns] */
  #apart(rows: Value): Value {
    const { graph } = this.context;
    const shape = graph.op('Concat', [...this.#sizes, graph.ints([-1])], { axis: 0 });
    return graph.op('Reshape', [rows, shape]);
  }

  /** Repeats each head of keys or values for all heads that share it: [B, S, KV heads · size] → [B, S, heads · size]. */
  #forAllHeads(part: Value): Value {
    const { graph } = this.context;
    const { heads, kvHeads, headSize } = this.shape;
    const group = heads / kvHeads;
    if (group === 1) return part;
    const byHead = graph.op('Reshape', [part, graph.ints([0, 0, kvHeads, headSize])]);
    const repeated = graph.op('Concat', Array<Value>(group).fill(byHead), { axis: -1 }); // [B, S, KV heads, group · size]
    return graph.op('Reshape', [repeated, graph.ints([0, 0, heads * headSize])]);
  }
}
