import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { gatedFeedForward } from '../blocks/gatedFeedForward.js';
import { normaliseHeads, type HeadNorm } from '../blocks/headNorm.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import { rmsNorm, type Norm, type Normed } from '../blocks/norm.js';
import { rotary, type Rotary, type RotaryAngles } from '../blocks/rotary.js';
import { scaledFrequencies } from '../blocks/rotaryFrequencies.js';
import { capped, scaled } from '../blocks/scaled.js';
import { vocabulary, withLogits } from '../blocks/vocabulary.js';
import { localLayers, windowOf } from '../blocks/window.js';
import { maxPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/**
 * Gemma 3, text only (https://arxiv.org/abs/2503.19786): normalisation before and after each block with gains around 1, normalised
 * heads, GeGLU, scaled embeddings; most layers see a window, and turn heads faster than those that see all.
 */
export function readGemma3(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const every = config.integer('sliding_window_pattern', 6);
  return readGemmaLayers(checkpoint, {
    local: localLayers(config, config.integer('num_hidden_layers'), (layer) => (layer + 1) % every !== 0),
    normsHeads: true,
    far: readFrequencies(config, 'full_attention', 1_000_000),
    near: readFrequencies(config, 'sliding_attention', 10_000),
    scoreCap: readCap(config, 'attn_logit_softcapping'),
    logitCap: readCap(config, 'final_logit_softcapping'),
  });
}

/** What Gemma 2 and 3 do not have in common. */
export interface GemmaVariant {
  /** Which layers see a window. */
  readonly local: readonly boolean[];
  readonly normsHeads: boolean;
  /** How layers turn heads that see all, and that see a window. */
  readonly far: RotaryAngles;
  readonly near: RotaryAngles;
  /** What the scores of attention, and the logits, are kept below. */
  readonly scoreCap?: number | undefined;
  readonly logitCap?: number | undefined;
}

/** The layers of Gemma 2 and 3. */
export function readGemmaLayers(checkpoint: Checkpoint, variant: GemmaVariant): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  if (config.boolean('use_bidirectional_attention', false)) throw config.unsupported('attention to later tokens');
  const { local, logitCap } = variant;
  const shape = readShape(config, variant);
  const { hiddenSize, heads, headSize } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-6);
  const activation = readActivation(config, 'hidden_activation', 'gelu_pytorch_tanh');
  const tied = config.boolean('tie_word_embeddings', true);

  const gains = async (name: string, size: number): Promise<Float32Array> =>
    (await vector(tensors, `${name}.weight`, size)).map((gain) => 1 + gain);
  const norm = async (context: GraphContext, name: string): Promise<Norm> => rmsNorm(context, name, await gains(name, hiddenSize), epsilon);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const path = `model.layers.${layer}.self_attn`;
    const joined = await joinedHeads(context, tensors, shape, path, x);
    const normed = variant.normsHeads ? await normaliseHeads(context, shape, await headNorm(path), joined) : joined;
    const attended = attention.attend(layer, normed, rotation);
    const output = { name: `${path}.o_proj`, rows: hiddenSize, columns: heads * headSize, input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  async function headNorm(path: string): Promise<HeadNorm> {
    const [queryGain, keyGain] = [await gains(`${path}.q_norm`, headSize), await gains(`${path}.k_norm`, headSize)];
    return { name: `${path}.qk_norm`, queryGain, keyGain, epsilon };
  }

  const feedForward = (context: GraphContext, layer: number, x: Value): Promise<Value> =>
    gatedFeedForward(context, tensors, { path: `model.layers.${layer}.mlp`, hiddenSize, intermediate, activation }, x);

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
      const turn = (angles: RotaryAngles, name: string): Promise<Rotary> =>
        rotary(context, angles, shape.contextLength, positions, `rotary.${name}`);
      const far = await turn(variant.far, 'full_attention');
      const near = variant.near === variant.far ? far : await turn(variant.near, 'sliding_attention');

      const wide = scaled(graph, words.embed(ids), Math.sqrt(hiddenSize));
      const embedded = graph.op('Unsqueeze', [wide, graph.ints([0])]); // [1, S, hidden]
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
      return { hidden: stream.normed, vocabulary: withLogits(words, (logits) => capped(graph, logits, logitCap)) };
    },
  };
}

function readShape(config: ConfigReader, { local, scoreCap }: GemmaVariant): CausalShape {
  const heads = config.integer('num_attention_heads', 8);
  const kvHeads = config.integer('num_key_value_heads', 4);
  const headSize = readHeadSize(config);
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
    vocabularySize: config.integer('vocab_size', 262_208),
    contextLength,
    attentionScale: config.number('query_pre_attn_scalar', 256) ** -0.5,
    ...(window && { window }),
    ...(scoreCap !== undefined && { scoreCap }),
  };
}

/** A soft cap of the configuration, where null means that there is none, and a missing key the usual one. */
export function readCap(config: ConfigReader, key: string, usual?: number): number | undefined {
  if (config.has(key)) return config.number(key);
  return config.says(key) ? undefined : usual;
}

/** The size of a head, which these models have apart from their width. */
export function readHeadSize(config: ConfigReader): number {
  return config.integer('head_dim', 256);
}

/** From `rope_parameters`, or from `rope_theta`, `rope_local_base_freq` and `rope_scaling` in older configurations. */
function readFrequencies(config: ConfigReader, kind: string, fallback: number): RotaryAngles {
  const section = config.section('rope_parameters')?.section(kind);
  const isFar = kind === 'full_attention';
  const older = config.number(isFar ? 'rope_theta' : 'rope_local_base_freq', fallback);
  const base = section?.has('rope_theta') === true ? section.number('rope_theta') : older;
  const scaling = section ?? (isFar ? config.section('rope_scaling') : undefined);
  return scaledFrequencies(config, scaling, base, readHeadSize(config));
}
