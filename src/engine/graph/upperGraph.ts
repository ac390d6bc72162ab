import type { Checkpoint } from '../models/checkpoint.js';
import { modelUnsupported } from '../models/modelErrors.js';
import type { EncoderArchitecture, EncoderContext, UpperLayers } from './architectures/encoder.js';
import { readEncoderArchitecture } from './architectures/encoderRegistry.js';
import { type AdaptedLayer, LowRankInputs } from './blocks/lowRankInputs.js';
import { onProcessor } from './graphContext.js';
import { encodeModel } from './onnx/encode.js';
import { GraphBuilder, type Value } from './onnx/graphBuilder.js';
import { knownWeights, type WeightStore } from './weights/weightStore.js';

/**
 * Inputs and outputs of a graph of a model's upper layers alone, with low-rank adapters (`factorInput`, `lowRankScale`) as further inputs.
 * A batch of B sequences, each padded to S tokens.
 */
export const upperNames = {
  /** float32 [B, S, hidden]: what the layer below them gives. */
  states: 'lower_states',
  /** float32 [B, 1, 1, S]: 0 for a token, a large negative number for padding. */
  mask: 'attention_mask',
  /** float32 [B, P, S]: weights of means over the tokens of each sequence. */
  means: 'mean_weights',
  /** float32 [B, layers · P, hidden]: the means over each of the layers, and over what gaps are compared with words by. */
  features: 'features',
} as const;

export interface UpperGraphOptions {
  readonly kind: 'upper';
  /** How many layers below are left out. */
  readonly below: number;
}

/** The upper layers in a graph, and what goes in and comes out of each. */
export interface WrittenLayers {
  /** float32 [B, P, hidden], a value for each layer: means over its tokens. One more where the architecture has `gaps`. */
  readonly means: readonly Value[];
  readonly lowRank: LowRankInputs;
}

/** Writes the layers above `below`, in single precision for the processor, with adapters as inputs. */
export async function writeUpperLayers(
  graph: GraphBuilder,
  file: WeightStore,
  architecture: Trainable,
  below: number,
  isPlain: boolean,
): Promise<WrittenLayers> {
  const { hiddenSize } = architecture.shape;
  const lowRank = new LowRankInputs();
  const context: EncoderContext = { graph, file, precision: 'float32', device: 'cpu', lowRank, ...(isPlain && { isPlain }) };
  const states = graph.input(upperNames.states, 'float32', ['batch', 'tokens', hiddenSize]);
  const mask = graph.input(upperNames.mask, 'float32', ['batch', 1, 1, 'tokens']);
  const weights = graph.input(upperNames.means, 'float32', ['batch', 'means', 'tokens']);
  const layers = await architecture.upper(context, { states, mask, below });
  const { gaps } = architecture;
  if (gaps !== undefined) layers.push(await gaps.write(context, layers.at(-1) ?? states));
  return { means: layers.map((layer) => graph.op('MatMul', [weights, layer])), lowRank };
}

/** The layers that adapters change above the first `below` ones. */
export async function adaptedLayers(checkpoint: Checkpoint, below: number): Promise<readonly AdaptedLayer[]> {
  const graph = new GraphBuilder(onProcessor.numbers);
  return (await writeUpperLayers(graph, knownWeights, trainable(checkpoint), below, true)).lowRank.layers;
}

/** Writes the graph that gives features with any adapter. Returns the encoded graph. */
export async function buildUpperGraph(checkpoint: Checkpoint, { below }: UpperGraphOptions, file: WeightStore): Promise<Uint8Array> {
  const architecture = trainable(checkpoint);
  const graph = new GraphBuilder(onProcessor.numbers);
  const { means } = await writeUpperLayers(graph, file, architecture, below, false);
  const features = graph.op('Concat', means, { axis: 1 });
  graph.output(features, upperNames.features, 'float32', ['batch', 'layered_means', architecture.shape.hiddenSize]);
  return encodeModel(graph.build());
}

/** An architecture whose upper layers can be written by themselves. */
export interface Trainable extends EncoderArchitecture {
  readonly upper: UpperLayers;
}

/** Reads a checkpoint's configuration; fails with `model-unsupported` where its layers cannot be trained. */
export function trainable(checkpoint: Checkpoint): Trainable {
  if (checkpoint.readyMade !== undefined) {
    throw modelUnsupported(
      checkpoint.name,
      'Its graph came with it, and the layers in it cannot be trained here. Train with the depth "fast".',
    );
  }
  const architecture = readEncoderArchitecture(checkpoint);
  const { upper } = architecture;
  if (upper !== undefined) return { ...architecture, upper };
  const type = JSON.stringify(checkpoint.config['model_type']);
  throw modelUnsupported(
    checkpoint.name,
    `The layers of models of the type ${type} cannot be trained here. Train with the depth "fast", or use a BERT, DistilBERT, RoBERTa or ELECTRA model.`,
  );
}
