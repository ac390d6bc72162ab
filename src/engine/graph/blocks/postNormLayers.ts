import type { TensorSource } from '../../models/checkpoint.js';
import type { EncoderContext, EncoderInputs, EncoderShape, UpperInputs } from '../architectures/encoder.js';
import type { Value } from '../onnx/graphBuilder.js';
import { knownWeights } from '../weights/weightStore.js';
import type { Activation } from './activation.js';
import { atAsked, encoderAttention, maskForQueries, masksOnDevice } from './encoderAttention.js';
import { encoderNorm } from './encoderNorm.js';
import { adaptedDense } from './adaptedDense.js';
import { smoothed, type Smoothed } from './smoothed.js';

/** Names of a layer's parts in the checkpoint, without `.weight` and `.bias`. */
export interface PostNormNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly attended: string;
  readonly attentionNorm: string;
  readonly widened: string;
  readonly narrowed: string;
  readonly outputNorm: string;
}

export interface PostNormModel {
  readonly tensors: TensorSource;
  readonly shape: EncoderShape;
  /** Of each layer; a model that was made smaller may have layers of different widths. */
  readonly heads: readonly number[];
  readonly intermediate: readonly number[];
  readonly epsilon: number;
  readonly activation: Activation;
  readonly names: (layer: number) => PostNormNames;
  /** Whether a layer has the weights of the one before. */
  readonly isRepeated?: (layer: number) => boolean;
  /** What scores are multiplied by; one over the root of a head's size where it is absent. */
  readonly attentionScale?: number;
  /** Writes what is added to the scores of a layer for how far keys are from queries. */
  readonly relative?: RelativeScores;
}

/** Positions of queries, int64 [B, Q], and of keys, [B, S]. */
export interface Places {
  readonly queries: Value;
  readonly keys: Value;
}

/** Writes what all layers have in common, and then what is added to the scores of each, [B, heads, Q, S]. */
export type RelativeScores = (context: EncoderContext, places: Places) => Promise<LayerScores>;
export type LayerScores = (layer: number, query: Value, key: Value) => Promise<Value>;

interface LayerInput {
  readonly x: Value;
  readonly queries: Value;
  readonly mask: Value;
  readonly scores: LayerScores | undefined;
}

/**
 * The layers of BERT and its relatives (Vaswani et al. 2017; Devlin et al. 2018, https://arxiv.org/abs/1810.04805): a block's output is added to its
 * input, and the sum is normalised. The last layer is computed for the asked tokens alone; only its keys and values need all of them.
 */
export async function postNormLayers(
  context: EncoderContext,
  model: PostNormModel,
  embedded: Value,
  { mask, asked, positions }: Pick<EncoderInputs, 'mask' | 'asked' | 'positions'>,
): Promise<{ inner: Value[]; last: Value }> {
  const { graph } = context;
  const { layers, hiddenSize } = model.shape;
  const masks =
    context.device === 'cpu'
      ? { all: maskForQueries(graph, mask, embedded), asked: maskForQueries(graph, mask, asked) }
      : masksOnDevice(graph, mask, asked, model.shape.contextLength);
  const scores = await model.relative?.(context, { queries: positions, keys: positions });
  const inner: Value[] = [];
  let x = embedded;
  for (let layer = 0; layer + 1 < layers; layer++) {
    inner.push(x);
    x = await writeLayer(context, model, layer, { x, queries: x, mask: masks.all, scores });
  }
  inner.push(x);
  const last = {
    x,
    queries: atAsked(graph, x, asked, hiddenSize),
    mask: masks.asked,
    scores: await model.relative?.(context, { queries: atAsked(graph, positions, asked, 0), keys: positions }),
  };
  return { inner, last: await writeLayer(context, model, layers - 1, last) };
}

/** The layers above the first `below` ones, each for all tokens; none of what a layer shares with another or with the embedding. */
export async function upperPostNormLayers(
  context: EncoderContext,
  model: PostNormModel,
  { states, mask, below }: UpperInputs,
): Promise<Value[]> {
  const { graph } = context;
  const forQueries = context.isPlain === true ? mask : maskForQueries(graph, mask, states);
  const results: Value[] = [];
  for (let layer = below; layer < model.shape.layers; layer++) {
    const x = results.at(-1) ?? states;
    results.push(await writeLayer(context, model, layer, { x, queries: x, mask: forQueries, scores: undefined }));
  }
  return results;
}

/** One layer: keys and values come from all tokens, x [B, S, hidden]; the result is that of the queries, [B, Q, hidden]. */
async function writeLayer(
  whole: EncoderContext,
  { tensors, shape, heads, intermediate, epsilon, activation, names, attentionScale, isRepeated }: PostNormModel,
  layer: number,
  { x, queries, mask, scores }: LayerInput,
): Promise<Value> {
  const context = isRepeated?.(layer) === true ? { ...whole, file: knownWeights } : whole;
  const { hiddenSize, headSize } = shape;
  const [headCount, width] = [heads[layer] as number, intermediate[layer] as number];
  const attended = headCount * headSize;
  const parts = names(layer);
  const project = (name: string, rows: number, columns: number, input: Value, by?: Smoothed): Promise<Value> =>
    adaptedDense(context, tensors, { name, rows, columns }, input, by?.divisors);
  const normalise = (name: string, block: Value, input: Value): Promise<Value> =>
    encoderNorm(context, tensors, name, hiddenSize, epsilon, context.graph.op('Add', [block, input]));

  // One product for queries, keys and values together gains nothing: taking its result apart costs what it saves.
  const forAttention = await smoothed(context, tensors, [parts.query, parts.key, parts.value], hiddenSize);
  const smooth = forAttention.divide(x);
  const query = await project(parts.query, attended, hiddenSize, queries === x ? smooth : forAttention.divide(queries), forAttention);
  const key = await project(parts.key, attended, hiddenSize, smooth, forAttention);
  const value = await project(parts.value, attended, hiddenSize, smooth, forAttention);
  const seen = scores === undefined ? mask : context.graph.op('Add', [mask, await scores(layer, query, key)]);
  const scale = attentionScale === undefined ? {} : { attentionScale };
  const attentionOutput = encoderAttention(context, { heads: headCount, headSize, ...scale }, { query, key, value, mask: seen });
  const middle = await normalise(parts.attentionNorm, await project(parts.attended, hiddenSize, attended, attentionOutput), queries);

  const forWidening = await smoothed(context, tensors, [parts.widened], hiddenSize);
  const widened = await project(parts.widened, width, hiddenSize, forWidening.divide(middle), forWidening);
  const narrowed = await project(parts.narrowed, hiddenSize, width, activation(context, widened));
  return normalise(parts.outputNorm, narrowed, middle);
}
