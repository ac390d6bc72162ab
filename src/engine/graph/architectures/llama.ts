import { append } from '../../../common/append.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import { linear } from '../linear/linear.js';
import { rescaled, sharedByGroups, smoothedRange, smoothingDivisors, smooths, spreadToHeads } from '../linear/smoothing.js';
import { normaliseHeads, type HeadNorm } from '../blocks/headNorm.js';
import { rmsNorm, type Norm, type Normed } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { maxPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector, type Matrix } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/** Says which layers have a window. */
export type WindowReader = (config: ConfigReader, shape: CausalShape) => CausalShape['window'];

/**
 * Llama and its relatives (Touvron et al. 2023): pre-norm, rotary positions, grouped-query attention, SiLU-gated layers;
 * biases and normalised heads where the checkpoint has weights for them.
 */
export function readLlama(checkpoint: Checkpoint, readWindow?: WindowReader): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  if (config.text('hidden_act', 'silu') !== 'silu') throw config.unsupported(`the activation "${config.text('hidden_act')}"`);
  const shape = withWindow(readShape(config), config, readWindow);
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-6);
  const tied = config.boolean('tie_word_embeddings', false);
  const frequencies = rotaryFrequencies(config, shape.headSize);
  const { tensors } = checkpoint;
  const { hiddenSize, heads, kvHeads, headSize } = shape;

  const matrix = (prefix: string, names: readonly string[], heights: readonly number[], columns: number): Matrix =>
    stackedRows(tensors, names.map((name) => `${prefix}.${name}.weight`), heights, columns); // prettier-ignore
  const bias = (prefix: string, names: readonly string[]): Promise<Float32Array | undefined> =>
    stackedBias(
      checkpoint,
      names.map((name) => `${prefix}.${name}`),
    );

  async function writeNorm(context: GraphContext, name: string, divisors?: Float32Array): Promise<Norm> {
    const gain = await vector(tensors, `${name}.weight`, hiddenSize);
    return rmsNorm(context, name, divisors === undefined ? gain : gain.map((value, i) => value / (divisors[i] as number)), epsilon);
  }

  async function writeLayer(context: GraphContext, layer: number, rotation: Rotary, attention: CausalAttention): Promise<Layer> {
    const { graph } = context;
    const root = `model.layers.${layer}`;
    const [attn, mlp] = [`${root}.self_attn`, `${root}.mlp`];
    const qkv = matrix(
      attn,
      ['q_proj', 'k_proj', 'v_proj'],
      [heads, kvHeads, kvHeads].map((count) => count * headSize),
      hiddenSize,
    );
    const output = matrix(attn, ['o_proj'], [hiddenSize], heads * headSize);
    const gateUp = matrix(mlp, ['gate_proj', 'up_proj'], [intermediate, intermediate], hiddenSize);
    const down = matrix(mlp, ['down_proj'], [hiddenSize], intermediate);

    const smooth = (input: string, consumers: Matrix): Promise<Float32Array | undefined> =>
      smooths(context) ? smoothingDivisors(tensors, input, consumers) : Promise.resolve(undefined);
    const forQkv = await smooth(`${attn}.q_proj`, qkv);
    const forGateUp = await smooth(`${mlp}.gate_proj`, gateUp);
    const forDown = await smooth(`${mlp}.down_proj`, down);
    const forOutput = await smooth(`${attn}.o_proj`, output);
    const forValues = forOutput && sharedByGroups(forOutput, heads, kvHeads, headSize);

    const scaledQkv = rescaled(qkv, forQkv, forValues && atEnd(forValues, qkv.rows));
    const scaledGateUp = rescaled(gateUp, forGateUp, forDown && atEnd(forDown, gateUp.rows));
    const qkvBias = await bias(attn, ['q_proj', 'k_proj', 'v_proj']);
    return {
      inputNorm: await writeNorm(context, `${root}.input_layernorm`, forQkv),
      middleNorm: await writeNorm(context, `${root}.post_attention_layernorm`, forGateUp),
      async selfAttention(x) {
        const range = await smoothedRange(tensors, `${attn}.q_proj`, forQkv);
        const qkvRows = await linear(context, `${attn}.qkv`, x, scaledQkv, qkvBias, { range }); // [1, S, (heads + 2 · KV heads) · size]
        const expandedScales = forValues && spreadToHeads(forValues, heads, kvHeads, headSize);
        const norm = await readHeadNorm(checkpoint, attn, headSize, epsilon);
        const normedQkv = norm === undefined ? qkvRows : await normaliseHeads(context, shape, norm, qkvRows);
        const attended = attention.attend(layer, normedQkv, rotation);
        const outputRange = await smoothedRange(tensors, `${attn}.o_proj`, expandedScales);
        return linear(context, `${attn}.o_proj`, attended, rescaled(output, expandedScales, undefined), await bias(attn, ['o_proj']), {
          range: outputRange,
          isInexact: true,
        });
      },
      async feedForward(x) {
        const range = await smoothedRange(tensors, `${mlp}.gate_proj`, forGateUp);
        const both = await linear(context, `${mlp}.gate_up`, x, scaledGateUp, await bias(mlp, ['gate_proj', 'up_proj']), { range }); // [1, S, 2 · intermediate]
        const [gate, up] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
        const silu = graph.contrib('QuickGelu', [gate], { alpha: { float: 1 } }); // x · sigmoid(x)
        // A scale of each token's own: the first tokens of a text are some hundred times as large here as all others.
        return linear(
          context,
          `${mlp}.down_proj`,
          graph.op('Mul', [silu, up]),
          rescaled(down, forDown, undefined),
          await bias(mlp, ['down_proj']),
        );
      },
    };
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const embedding = stackedRows(tensors, ['model.embed_tokens.weight'], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(
        context,
        embedding,
        tied ? undefined : stackedRows(tensors, ['lm_head.weight'], [shape.vocabularySize], hiddenSize),
      );
      const rotation = await rotary(context, frequencies, shape.contextLength, positions);

      const embedded = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      let layer = await writeLayer(context, 0, rotation, attention);
      let stream: Normed = { normed: layer.inputNorm.first(embedded), residual: embedded };
      for (let index = 0; index < shape.layers; index++) {
        stream = layer.middleNorm.after(await layer.selfAttention(stream.normed), stream.residual);
        const fedForward = await layer.feedForward(stream.normed);
        const last = index + 1 === shape.layers;
        if (!last) layer = await writeLayer(context, index + 1, rotation, attention);
        stream = (last ? await writeNorm(context, 'model.norm') : layer.inputNorm).after(fedForward, stream.residual);
      }
      return { hidden: stream.normed, vocabulary: words };
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
    contextLength: Math.min(maxPositions, config.integer('max_position_embeddings', 2048)),
    attentionScale: headSize ** -0.5,
  };
}

function withWindow(shape: CausalShape, config: ConfigReader, readWindow?: WindowReader): CausalShape {
  const window = readWindow?.(config, shape);
  return window === undefined ? shape : { ...shape, window };
}

/** The gains of queries and keys, where the checkpoint has them. */
async function readHeadNorm({ tensors }: Checkpoint, attn: string, headSize: number, epsilon: number): Promise<HeadNorm | undefined> {
  if (!tensors.has(`${attn}.q_norm.weight`)) return undefined;
  return {
    name: `${attn}.qk_norm`,
    queryGain: await vector(tensors, `${attn}.q_norm.weight`, headSize),
    keyGain: await vector(tensors, `${attn}.k_norm.weight`, headSize),
    epsilon,
  };
}

/** Biases of projections that are computed together; undefined where the checkpoint has none. */
async function stackedBias({ tensors }: Checkpoint, parts: readonly string[]): Promise<Float32Array | undefined> {
  if (!parts.some((part) => tensors.has(`${part}.bias`))) return undefined;
  const biases: number[] = [];
  for (const part of parts) {
    const none = new Float32Array(tensors.shape(`${part}.weight`)[0] ?? 0);
    append(biases, tensors.has(`${part}.bias`) ? await tensors.floats(`${part}.bias`) : none);
  }
  return Float32Array.from(biases);
}
