import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { normaliseHeads } from '../blocks/headNorm.js';
import { rmsNorm, type Norm, type Normed } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { scaledFrequencies } from '../blocks/rotaryFrequencies.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { localLayers, windowOf } from '../blocks/window.js';
import { maxPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { LinearInput } from '../linear/integer.js';
import { linear } from '../linear/linear.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/**
 * Gemma 3, text only (https://arxiv.org/abs/2503.19786): normalisation before and behind each block with gains around 1, normalised
 * heads, GeGLU, scaled embeddings; most layers see a window, and turn heads faster than those that see all.
 */
export function readGemma3(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  if (config.has('final_logit_softcapping') || config.has('attn_logit_softcapping')) throw config.unsupported('soft caps on scores');
  if (config.boolean('use_bidirectional_attention', false)) throw config.unsupported('attention to later tokens');
  const every = config.integer('sliding_window_pattern', 6);
  const local = localLayers(config, config.integer('num_hidden_layers'), (layer) => (layer + 1) % every !== 0);
  const shape = readShape(config, local);
  const { hiddenSize, heads, kvHeads, headSize } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-6);
  const activation = readActivation(config, 'hidden_activation', 'gelu_pytorch_tanh');
  const tied = config.boolean('tie_word_embeddings', true);

  const gains = async (name: string, size: number): Promise<Float32Array> =>
    (await vector(tensors, `${name}.weight`, size)).map((gain) => 1 + gain);
  const norm = async (context: GraphContext, name: string): Promise<Norm> => rmsNorm(context, name, await gains(name, hiddenSize), epsilon);
  const project = (context: GraphContext, name: string, x: Value, rows: number, columns: number, input?: LinearInput): Promise<Value> =>
    dense(context, tensors, { name, rows, columns, ...(input && { input }) }, x);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const path = `model.layers.${layer}.self_attn`;
    const names = ['q_proj', 'k_proj', 'v_proj'].map((name) => `${path}.${name}.weight`);
    const joined = await linear(
      context,
      `${path}.qkv`,
      x,
      stackedRows(
        tensors,
        names,
        [heads, kvHeads, kvHeads].map((count) => count * headSize),
        hiddenSize,
      ),
    );
    const [queryGain, keyGain] = [await gains(`${path}.q_norm`, headSize), await gains(`${path}.k_norm`, headSize)];
    const normed = await normaliseHeads(context, shape, { name: `${path}.qk_norm`, queryGain, keyGain, epsilon }, joined);
    const attended = attention.attend(layer, normed, rotation);
    return project(context, `${path}.o_proj`, attended, hiddenSize, heads * headSize, { isInexact: true });
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const { graph } = context;
    const path = `model.layers.${layer}.mlp`;
    const names = ['gate_proj', 'up_proj'].map((name) => `${path}.${name}.weight`);
    const both = await linear(context, `${path}.gate_up`, x, stackedRows(tensors, names, [intermediate, intermediate], hiddenSize));
    const [gate, up] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
    return project(context, `${path}.down_proj`, graph.op('Mul', [activation(context, gate), up]), hiddenSize, intermediate);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const head = tied ? undefined : stackedRows(tensors, ['lm_head.weight'], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(
        context,
        stackedRows(tensors, ['model.embed_tokens.weight'], [shape.vocabularySize], hiddenSize),
        head,
      );
      const turn = (kind: string, base: number): Promise<Rotary> =>
        rotary(context, readFrequencies(config, kind, base, headSize), shape.contextLength, positions, `rotary.${kind}`);
      const far = await turn('full_attention', 1_000_000);
      const near = await turn('sliding_attention', 10_000);

      const scaled = graph.op('Mul', [words.embed(ids), graph.floats([Math.sqrt(hiddenSize)], [])]);
      const embedded = graph.op('Unsqueeze', [scaled, graph.ints([0])]); // [1, S, hidden]
      let stream: Normed = { normed: (await norm(context, 'model.layers.0.input_layernorm')).first(embedded), residual: embedded };
      for (let layer = 0; layer < shape.layers; layer++) {
        const path = `model.layers.${layer}`;
        const attended = await selfAttention(context, layer, stream.normed, local[layer] === true ? near : far, attention);
        const behind = (await norm(context, `${path}.post_attention_layernorm`)).first(attended);
        stream = (await norm(context, `${path}.pre_feedforward_layernorm`)).after(behind, stream.residual);
        const fed = (await norm(context, `${path}.post_feedforward_layernorm`)).first(await feedForward(context, layer, stream.normed));
        const next = layer + 1 < shape.layers ? `model.layers.${layer + 1}.input_layernorm` : 'model.norm';
        stream = (await norm(context, next)).after(fed, stream.residual);
      }
      return { hidden: stream.normed, vocabulary: words };
    },
  };
}

function readShape(config: ConfigReader, local: readonly boolean[]): CausalShape {
  const heads = config.integer('num_attention_heads');
  const kvHeads = config.integer('num_key_value_heads', heads);
  const headSize = config.integer('head_dim', 256);
  if (heads % kvHeads !== 0) throw config.invalid('num_key_value_heads', `a divisor of ${heads}`, kvHeads);
  if (headSize % 2 !== 0) throw config.invalid('head_dim', 'an even number', headSize);
  const contextLength = Math.min(maxPositions, config.integer('max_position_embeddings', maxPositions));
  const window = windowOf(config, contextLength, local);
  return {
    layers: local.length,
    heads,
    kvHeads,
    headSize,
    hiddenSize: config.integer('hidden_size'),
    vocabularySize: config.integer('vocab_size'),
    contextLength,
    attentionScale: config.number('query_pre_attn_scalar', 256) ** -0.5,
    ...(window && { window }),
  };
}

/** From `rope_parameters`, or from `rope_theta`, `rope_local_base_freq` and `rope_scaling` in older configurations. */
function readFrequencies(config: ConfigReader, kind: string, fallback: number, headSize: number): Float64Array {
  const section = config.section('rope_parameters')?.section(kind);
  const isFar = kind === 'full_attention';
  const older = config.number(isFar ? 'rope_theta' : 'rope_local_base_freq', fallback);
  const base = section?.has('rope_theta') === true ? section.number('rope_theta') : older;
  return scaledFrequencies(config, section ?? (isFar ? config.section('rope_scaling') : undefined), base, headSize);
}
