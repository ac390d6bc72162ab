import type { Checkpoint } from '../../models/checkpoint.js';
import { linear } from '../linear/linear.js';
import { rmsNorm, type Normed } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/** The rotary tables hold at most this many positions; longer windows are of no use at a writer's speed. */
const mostPositions = 8192;

/** Llama and its relatives (Touvron et al. 2023): pre-norm, rotary positions, grouped-query attention, SiLU-gated layers. */
export function readLlama(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  if (config.text('hidden_act', 'silu') !== 'silu') throw config.unsupported(`the activation "${config.text('hidden_act')}"`);
  const shape = readShape(config);
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-6);
  const tied = config.boolean('tie_word_embeddings', false);
  const frequencies = rotaryFrequencies(config, shape.headSize);
  const { tensors } = checkpoint;
  const { hiddenSize, heads, kvHeads, headSize } = shape;

  const gain = (name: string): Promise<Float32Array> => vector(tensors, `${name}.weight`, hiddenSize);
  const project = async (context: GraphContext, x: Value, prefix: string, names: readonly string[], columns: number): Promise<Value> => {
    const parts = names.map((name) => `${prefix}.${name}`);
    const weight = stackedRows(tensors, parts.map((part) => `${part}.weight`), columns); // prettier-ignore
    return linear(context, parts.join('+'), x, weight, await stackedBias(checkpoint, parts));
  };

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    turn: (x: Value) => Value,
    attention: CausalAttention,
  ): Promise<Value> {
    const { graph } = context;
    const prefix = `model.layers.${layer}.self_attn`;
    const joined = await project(context, x, prefix, ['q_proj', 'k_proj', 'v_proj'], hiddenSize); // [1, S, (heads + 2 · KV heads) · size]
    const split = graph.op('Reshape', [joined, graph.ints([1, -1, heads + 2 * kvHeads, headSize])]);
    const byHead = graph.op('Transpose', [split], { perm: [0, 2, 1, 3] }); // [1, heads + 2 · KV heads, S, size]
    const [qk, v] = graph.ops('Split', 2, [byHead, graph.ints([heads + kvHeads, kvHeads])], { axis: 1 }) as [Value, Value];
    const [q, k] = graph.ops('Split', 2, [turn(qk), graph.ints([heads, kvHeads])], { axis: 1 }) as [Value, Value];
    return project(context, attention.attend(layer, q, k, v), prefix, ['o_proj'], heads * headSize);
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const { graph } = context;
    const prefix = `model.layers.${layer}.mlp`;
    const joined = await project(context, x, prefix, ['gate_proj', 'up_proj'], hiddenSize); // [1, S, 2 · intermediate]
    const [gate, up] = graph.ops('Split', 2, [joined, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
    const silu = graph.contrib('QuickGelu', [gate], { alpha: { float: 1 } }); // x · sigmoid(x)
    return project(context, graph.op('Mul', [silu, up]), prefix, ['down_proj'], intermediate);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const embedding = stackedRows(tensors, ['model.embed_tokens.weight'], hiddenSize);
      const words = await vocabulary(context, embedding, tied ? undefined : stackedRows(tensors, ['lm_head.weight'], hiddenSize));
      const turning: Rotary = await rotary(context, frequencies, shape.contextLength);
      const turn = (x: Value): Value => turning.rotate(x, positions);

      const embedded = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      const first = await rmsNorm(context, 'layers.0.input_norm', await gain('model.layers.0.input_layernorm'), epsilon);
      let stream: Normed = { normed: first.first(embedded), residual: embedded };
      for (let layer = 0; layer < shape.layers; layer++) {
        const attended = await selfAttention(context, layer, stream.normed, turn, attention);
        const middle = await rmsNorm(
          context,
          `layers.${layer}.middle_norm`,
          await gain(`model.layers.${layer}.post_attention_layernorm`),
          epsilon,
        );
        stream = middle.after(attended, stream.residual);
        const next = layer + 1 < shape.layers ? `model.layers.${layer + 1}.input_layernorm` : 'model.norm';
        const last = await rmsNorm(context, `layers.${layer}.output_norm`, await gain(next), epsilon);
        stream = last.after(await feedForward(context, layer, stream.normed), stream.residual);
      }
      return { hidden: stream.normed, vocabulary: words };
    },
  };
}

function readShape(config: ConfigReader): CausalShape {
  const heads = config.integer('num_attention_heads');
  const hiddenSize = config.integer('hidden_size');
  const headSize = config.integer('head_dim', hiddenSize / heads);
  const kvHeads = config.integer('num_key_value_heads', heads);
  if (heads % kvHeads !== 0) throw config.invalid('num_key_value_heads', `a divisor of ${heads}`, kvHeads);
  if (headSize % 2 !== 0) throw config.invalid('head_dim', 'an even number', headSize);
  return {
    layers: config.integer('num_hidden_layers'),
    heads,
    kvHeads,
    headSize,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: Math.min(mostPositions, config.integer('max_position_embeddings', 2048)),
    attentionScale: headSize ** -0.5,
  };
}

/** Biases of projections that are computed together; undefined where the checkpoint has none. */
async function stackedBias({ tensors }: Checkpoint, parts: readonly string[]): Promise<Float32Array | undefined> {
  if (!parts.some((part) => tensors.has(`${part}.bias`))) return undefined;
  const biases = await Promise.all(
    parts.map((part) =>
      tensors.has(`${part}.bias`)
        ? tensors.floats(`${part}.bias`)
        : new Float32Array(tensors.shape(`${part}.weight`)[0] ?? 0),
    ),
  );
  return Float32Array.from(biases.flatMap((bias) => [...bias]));
}
