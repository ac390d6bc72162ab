import type { Checkpoint, TensorSource } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { linear } from '../linear/linear.js';
import { rescaled, sharedByGroups, smoothedRange, smoothingDivisors, smooths, spreadToHeads } from '../linear/smoothing.js';
import { adaptedLinear } from '../blocks/adaptedLinear.js';
import { readActivation, type Activation } from '../blocks/activation.js';
import type { Dense } from '../blocks/dense.js';
import { normaliseHeads, type HeadNorm } from '../blocks/headNorm.js';
import { stackedBias } from '../blocks/joinedHeads.js';
import { rmsNorm, type Norm, type Normed } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { scaled } from '../blocks/scaled.js';
import { turnHeads } from '../blocks/turnedHeads.js';
import { vocabulary, withLogits } from '../blocks/vocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector, type Matrix } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalContext, CausalShape } from './causal.js';

/** In what a relative of Llama differs from it. */
export interface LlamaVariant {
  /** Says which layers have a window. */
  readonly window?: (config: ConfigReader, shape: CausalShape) => CausalShape['window'];
  /** Whether a layer turns its heads by their positions; all do where it is absent. */
  readonly turns?: (layer: number) => boolean;
  /** How many components of a head are turned; all where it is absent. */
  readonly turned?: number;
  /** Of the gate; what the configuration names where it is absent. */
  readonly activation?: Activation;
  /** What is added to the stored gains of normalisations. */
  readonly gainOffset?: number;
  readonly embeddingScale?: number;
  /** What the output of attention and of each feed-forward block is multiplied with before it is added to the stream. */
  readonly blockScale?: number;
  readonly attentionScale?: number;
  readonly logitScale?: number;
  /** Whether projections of the same input are stored as one matrix (`qkv_proj`, `gate_up_proj`). */
  readonly isJoined?: boolean;
  readonly tied?: boolean;
  /** What stands in place of a layer's usual feed-forward block, whose names start with `path`; undefined where none does. */
  readonly feedForward?: (layer: number, path: string) => FeedForward | undefined;
}

export type FeedForward = (context: GraphContext, tensors: TensorSource, x: Value) => Promise<Value>;

/**
 * Llama and its relatives (Touvron et al. 2023): pre-norm, rotary positions, grouped-query attention, SiLU-gated layers;
 * biases and normalised heads where the checkpoint has weights for them.
 */
export function readLlama(checkpoint: Checkpoint, variant: LlamaVariant = {}): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { blockScale, isJoined = false } = variant;
  const activation = variant.activation ?? readActivation(config, 'hidden_act', 'silu');
  const shape = readShape(config, variant);
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-6);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  const tied = config.boolean('tie_word_embeddings', variant.tied ?? !tensors.has('lm_head.weight'));
  const angles = rotaryFrequencies(config, variant.turned ?? shape.headSize);
  // Such a checkpoint is there for its hidden states.
  const isHeadless = tensors !== checkpoint.tensors && !tensors.has('lm_head.weight');
  const [qkvNames, gateUpNames] = isJoined
    ? [['qkv_proj'], ['gate_up_proj']]
    : [
        ['q_proj', 'k_proj', 'v_proj'],
        ['gate_proj', 'up_proj'],
      ];
  const { hiddenSize, heads, kvHeads, headSize } = shape;

  const matrix = (prefix: string, names: readonly string[], rows: readonly number[], columns: number): Matrix =>
    stackedRows(tensors, names.map((name) => `${prefix}.${name}.weight`), rows, columns); // prettier-ignore
  const heights = (parts: readonly number[]): readonly number[] => (isJoined ? [parts.reduce((sum, part) => sum + part, 0)] : parts);
  const bias = (prefix: string, names: readonly string[]): Promise<Float32Array | undefined> =>
    stackedBias(
      tensors,
      names.map((name) => `${prefix}.${name}`),
    );

  async function writeNorm(context: GraphContext, name: string, divisors?: Float32Array): Promise<Norm> {
    const stored = await vector(tensors, `${name}.weight`, hiddenSize);
    const gain = variant.gainOffset === undefined ? stored : stored.map((value) => value + (variant.gainOffset ?? 0));
    return rmsNorm(context, name, divisors === undefined ? gain : gain.map((value, i) => value / (divisors[i] as number)), epsilon);
  }

  function attend(context: GraphContext, layer: number, joined: Value, rotation: Rotary, attention: CausalAttention): Value {
    if (variant.turns?.(layer) === false) return attention.attend(layer, joined);
    if (variant.turned === undefined || variant.turned === headSize) return attention.attend(layer, joined, rotation);
    return attention.attend(layer, turnHeads(context, shape, joined, rotation, { size: variant.turned }));
  }

  const dense = (prefix: string, names: readonly string[], rows: readonly number[], columns: number): Dense[] =>
    names.map((name, index) => ({ name: `${prefix}.${name}`, rows: rows[index] as number, columns }));

  /** The divisors of its input are for the normalisation before it. */
  async function usualFeedForward(
    context: CausalContext,
    index: number,
    mlp: string,
  ): Promise<Pick<Layer, 'feedForward'> & { forInput: Float32Array | undefined }> {
    const { graph } = context;
    const gateUpRows = heights([intermediate, intermediate]);
    const gateUp = matrix(mlp, gateUpNames, gateUpRows, hiddenSize);
    const down = matrix(mlp, ['down_proj'], [hiddenSize], intermediate);
    const forGateUp = await smooth(context, `${mlp}.gate_proj`, gateUp);
    const forDown = await smooth(context, `${mlp}.down_proj`, down);
    const gateUpDivisors = forDown && atEnd(forDown, gateUp.rows);
    const scaledGateUp = rescaled(gateUp, forGateUp, gateUpDivisors);
    return {
      forInput: forGateUp,
      async feedForward(x) {
        const range = await smoothedRange(tensors, `${mlp}.gate_proj`, forGateUp);
        const both = await adaptedLinear(context, {
          layer: index,
          parts: dense(mlp, gateUpNames, gateUpRows, hiddenSize),
          x,
          product: await linear(context, `${mlp}.gate_up`, x, scaledGateUp, await bias(mlp, gateUpNames), { range }),
          inputDivisors: forGateUp,
          outputDivisors: gateUpDivisors,
        }); // [1, S, 2 · intermediate]
        const [gate, up] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
        // A scale of each token's own: the first tokens of a text are some hundred times as large here as all others.
        const gated = graph.op('Mul', [activation(context, gate), up]);
        return adaptedLinear(context, {
          layer: index,
          parts: dense(mlp, ['down_proj'], [hiddenSize], intermediate),
          x: gated,
          product: await linear(context, `${mlp}.down_proj`, gated, rescaled(down, forDown, undefined), await bias(mlp, ['down_proj'])),
          inputDivisors: forDown,
        });
      },
    };
  }

  const smooth = (context: GraphContext, input: string, consumers: Matrix): Promise<Float32Array | undefined> =>
    smooths(context) ? smoothingDivisors(tensors, input, consumers) : Promise.resolve(undefined);

  async function writeLayer(context: CausalContext, layer: number, rotation: Rotary, attention: CausalAttention): Promise<Layer> {
    const root = `model.layers.${layer}`;
    const [attn, mlp] = [`${root}.self_attn`, `${root}.mlp`];
    const qkvHeights = heights([heads, kvHeads, kvHeads].map((count) => count * headSize));
    const qkv = matrix(attn, qkvNames, qkvHeights, hiddenSize);
    const output = matrix(attn, ['o_proj'], [hiddenSize], heads * headSize);

    const forQkv = await smooth(context, `${attn}.q_proj`, qkv);
    const forOutput = await smooth(context, `${attn}.o_proj`, output);
    const forValues = forOutput && sharedByGroups(forOutput, heads, kvHeads, headSize);

    const qkvDivisors = forValues && atEnd(forValues, qkv.rows);
    const scaledQkv = rescaled(qkv, forQkv, qkvDivisors);
    const other = variant.feedForward?.(layer, mlp);
    const { forInput, feedForward } =
      other === undefined
        ? await usualFeedForward(context, layer, mlp)
        : { forInput: undefined, feedForward: (x: Value) => other(context, tensors, x) };
    const qkvBias = await bias(attn, qkvNames);
    return {
      inputNorm: await writeNorm(context, `${root}.input_layernorm`, forQkv),
      middleNorm: await writeNorm(context, `${root}.post_attention_layernorm`, forInput),
      async selfAttention(x) {
        const range = await smoothedRange(tensors, `${attn}.q_proj`, forQkv);
        const qkvRows = await adaptedLinear(context, {
          layer,
          parts: dense(attn, qkvNames, qkvHeights, hiddenSize),
          x,
          product: await linear(context, `${attn}.qkv`, x, scaledQkv, qkvBias, { range }),
          inputDivisors: forQkv,
          outputDivisors: qkvDivisors,
        }); // [1, S, (heads + 2 · KV heads) · size]
        const expandedScales = forValues && spreadToHeads(forValues, heads, kvHeads, headSize);
        const norm = await readHeadNorm(tensors, attn, headSize, epsilon);
        const normedQkv = norm === undefined ? qkvRows : await normaliseHeads(context, shape, norm, qkvRows);
        const attended = attend(context, layer, normedQkv, rotation, attention);
        const outputRange = await smoothedRange(tensors, `${attn}.o_proj`, expandedScales);
        const scaledOutput = rescaled(output, expandedScales, undefined);
        return adaptedLinear(context, {
          layer,
          parts: dense(attn, ['o_proj'], [hiddenSize], heads * headSize),
          x: attended,
          product: await linear(context, `${attn}.o_proj`, attended, scaledOutput, await bias(attn, ['o_proj']), {
            range: outputRange,
            isInexact: true,
          }),
          inputDivisors: expandedScales,
        });
      },
      feedForward,
    };
  }

  return {
    shape,
    takesAdapters: true,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const embedding = stackedRows(tensors, ['model.embed_tokens.weight'], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(
        context,
        embedding,
        tied || isHeadless ? undefined : stackedRows(tensors, ['lm_head.weight'], [shape.vocabularySize], hiddenSize),
      );
      const rotation = await rotary(context, angles, shape.contextLength, positions);

      const { below = 0, states } = context.upper ?? {};
      const first = states === undefined ? 0 : below;
      const start = states ?? scaled(graph, graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]), variant.embeddingScale); // [1, S, hidden]
      let layer = await writeLayer(context, first, rotation, attention);
      let stream: Normed = { normed: layer.inputNorm.first(start), residual: start };
      let lower = start;
      for (let index = first; index < shape.layers; index++) {
        if (index === below) lower = stream.residual;
        stream = layer.middleNorm.after(scaled(graph, await layer.selfAttention(stream.normed), blockScale), stream.residual);
        const fedForward = scaled(graph, await layer.feedForward(stream.normed), blockScale);
        const last = index + 1 === shape.layers;
        if (!last) layer = await writeLayer(context, index + 1, rotation, attention);
        stream = (last ? await writeNorm(context, 'model.norm') : layer.inputNorm).after(fedForward, stream.residual);
      }
      return { hidden: stream.normed, lower, vocabulary: withLogits(words, (logits) => scaled(graph, logits, variant.logitScale)) };
    },
  };
}

interface Layer {
  readonly inputNorm: Norm;
  readonly middleNorm: Norm;
  selfAttention(x: Value): Promise<Value>;
  feedForward(x: Value): Promise<Value>;
}

/** Divisors for the last rows of a matrix; the rows before stay as they are. */
function atEnd(divisors: Float32Array, rows: number): Float32Array {
  const all = new Float32Array(rows).fill(1);
  all.set(divisors, rows - divisors.length);
  return all;
}

function readShape(config: ConfigReader, { attentionScale, window: readWindow }: LlamaVariant): CausalShape {
  const usual = readRotaryShape(config);
  const shape = { ...usual, attentionScale: attentionScale ?? usual.attentionScale };
  const window = readWindow?.(config, shape);
  return window === undefined ? shape : { ...shape, window };
}

/** The gains of queries and keys, where the checkpoint has them. */
async function readHeadNorm(tensors: TensorSource, attn: string, headSize: number, epsilon: number): Promise<HeadNorm | undefined> {
  if (!tensors.has(`${attn}.q_norm.weight`)) return undefined;
  return {
    name: `${attn}.qk_norm`,
    queryGain: await vector(tensors, `${attn}.q_norm.weight`, headSize),
    keyGain: await vector(tensors, `${attn}.k_norm.weight`, headSize),
    epsilon,
  };
}
