import type { Checkpoint } from '../models/checkpoint.js';
import { readEncoderArchitecture } from './architectures/encoderRegistry.js';
import type { EncoderArchitecture, EncoderContext, EncoderInputs, EncoderStates } from './architectures/encoder.js';
import { modelUnsupported } from '../models/modelErrors.js';
import { distributionNames, writeDistribution } from './blocks/distribution.js';
import { hiddenScore } from './blocks/encoderAttention.js';
import { PairAdapters } from './blocks/pairAdapters.js';
import type { GraphTarget, Precision } from './graphContext.js';
import { encodeModel } from './onnx/encode.js';
import { GraphBuilder, type Value } from './onnx/graphBuilder.js';
import type { WeightFile } from './weights/weightFile.js';

/**
 * Inputs and outputs of an encoder's graph. A batch of B sequences, each padded to S tokens, goes in; Q tokens of each
 * are asked about, and heads take rows of the B · Q asked tokens. A head that is given no rows costs nothing.
 */
export const encoderNames = {
  /** int64 [B, S] */
  ids: 'input_ids',
  positions: 'position_ids',
  /** int64 [B, S], where the model tells segments apart. */
  segments: 'segment_ids',
  /** float32 [B, 1, 1, S]: 0 for a token, a large negative number for padding. */
  mask: 'attention_mask',
  /** int64 [B, Q]: the asked tokens' places among all B · S. */
  asked: 'asked_tokens',
  /** int64 [R]: masked places, where the model has a masked-word head. Its answers are those of `distributionNames`. */
  rows: 'rows',
  ...distributionNames,
  /** int64 [N]: first tokens, where the model has a next-sentence head; its scores are float32 [N, 2]: follows, does not. */
  pairs: 'pair_rows',
  nextSentence: 'next_sentence_logits',
  /** int64 [M], where the model has a classifier; its scores are float32 [M, labels]. */
  labelled: 'label_rows',
  labels: 'label_logits',
  /** float32 [B, P, S]: weights of means over the tokens of each sequence; P may be 0. */
  means: 'mean_weights',
  /** float32 [B, P, Q]: the same over the asked tokens alone, for the last layer. */
  askedMeans: 'asked_mean_weights',
  /** float32 [B, layers · P, hidden]: the means over the embedding's output, then over each layer's but the last. */
  innerFeatures: 'inner_features',
  /** float32 [B, P, hidden]: the means over the last layer. */
  features: 'features',
  /** In graphs for comparison: float32 [R, vocabulary] and [B, Q, hidden]. */
  logits: 'logits',
  hidden: 'last_hidden_state',
} as const;

export interface EncoderGraphOptions {
  readonly kind: 'encoder';
  readonly precision: Precision;
  readonly target: GraphTarget;
  /** `answers` is what the product uses; `reference` returns whole logits and the last layer, to compare with a reference. */
  readonly output: 'answers' | 'reference';
}

/** Writes the graph of an encoder with all heads that its checkpoint has; its weights go to `file`. Returns the encoded graph. */
export async function buildEncoderGraph(checkpoint: Checkpoint, options: EncoderGraphOptions, file: WeightFile): Promise<Uint8Array> {
  const architecture = readEncoderArchitecture(checkpoint);
  const { precision, target, output } = options;
  const graph = new GraphBuilder(target.numbers);
  const inputs = writeInputs(graph, architecture);
  const pairRows = architecture.heads.nextSentence && graph.input(encoderNames.pairs, 'int64', ['pairs']);
  const adapters = readAdapters(graph, checkpoint, pairRows);
  const context: EncoderContext = { graph, file, precision, device: target.device, isExact: target.isExact, ...(adapters && { adapters }) };
  const states = await architecture.body(context, inputs);
  const features = writeFeatures(graph, states, architecture.shape.hiddenSize);
  // Heads are small and see few rows, so they stay exact.
  await writeHeads({ ...context, precision: 'float32' }, architecture, { ...states, features, pairRows }, output);
  adapters?.checkUse(checkpoint.name);
  if (output === 'reference') {
    graph.output(graph.asFloat32(states.last), encoderNames.hidden, 'float32', ['batch', 'asked', architecture.shape.hiddenSize]);
  }
  return encodeModel(graph.build());
}

function writeInputs(graph: GraphBuilder, { shape }: EncoderArchitecture): EncoderInputs {
  const tokens = ['batch', 'tokens'];
  return {
    ids: graph.input(encoderNames.ids, 'int64', tokens),
    positions: graph.input(encoderNames.positions, 'int64', tokens),
    segments: shape.segments > 1 ? graph.input(encoderNames.segments, 'int64', tokens) : undefined,
    mask: paddingMask(graph),
    asked: graph.input(encoderNames.asked, 'int64', ['batch', 'asked']),
  };
}

/** In half precision what hides padding would be infinite, and the difference of two hidden scores no number. */
function paddingMask(graph: GraphBuilder): Value {
  const mask = graph.fromFloat32(graph.input(encoderNames.mask, 'float32', ['batch', 1, 1, 'tokens']));
  return graph.floatType === 'float32' ? mask : graph.op('Clip', [mask, graph.floats([hiddenScore], [])]);
}

/** Adapters are in force where the next-sentence head is given rows. */
function readAdapters(graph: GraphBuilder, { name, pairs }: Checkpoint, pairRows: Value | undefined): PairAdapters | undefined {
  if (pairs === undefined) return undefined;
  if (pairRows === undefined) {
    throw modelUnsupported(name, 'It has adapters for pairs of sentences (pairs.safetensors), but no head that judges pairs.');
  }
  const count = graph.op('Size', [pairRows]);
  return new PairAdapters(pairs, graph.op('Greater', [count, graph.ints([0], [])]));
}

async function writeHeads(
  context: EncoderContext,
  { shape, heads }: EncoderArchitecture,
  { last, vocabulary, features, pairRows }: EncoderStates & { readonly features: Value; readonly pairRows: Value | undefined },
  output: EncoderGraphOptions['output'],
): Promise<void> {
  const { graph } = context;
  const flat = graph.op('Reshape', [last, graph.ints([1, -1, shape.hiddenSize])]); // [1, B · Q, hidden]
  const rowsAt = (rows: Value): Value => graph.op('Gather', [flat, rows], { axis: 1 });
  const rowsOf = (name: string, size: string): Value => rowsAt(graph.input(name, 'int64', [size]));
  const withoutBatch = (x: Value): Value => graph.op('Squeeze', [x, graph.ints([0])]);

  if (heads.words !== undefined) {
    const logits = await heads.words(context, rowsOf(encoderNames.rows, 'rows'), vocabulary);
    if (output === 'answers') writeDistribution(context, logits);
    else graph.output(graph.asFloat32(logits), encoderNames.logits, 'float32', ['rows', shape.vocabularySize]);
  }
  if (heads.nextSentence !== undefined && pairRows !== undefined) {
    const scores = withoutBatch(await heads.nextSentence(context, rowsAt(pairRows)));
    graph.output(graph.asFloat32(scores), encoderNames.nextSentence, 'float32', ['pairs', 2]);
  }
  if (heads.labels !== undefined) {
    const { pooling, labels, write } = heads.labels;
    const means = (): Value => graph.op('Reshape', [features, graph.ints([1, -1, shape.hiddenSize])]); // [1, B · P, hidden]
    const rows = pooling === 'mean' ? means() : rowsOf(encoderNames.labelled, 'labelled');
    graph.output(graph.asFloat32(withoutBatch(await write(context, rows))), encoderNames.labels, 'float32', ['labelled', labels.length]);
  }
}

/** Means of the layers' rows, as classifiers on top take them; where P is 0 they cost nothing. Returns those of the last layer. */
function writeFeatures(graph: GraphBuilder, { inner, last }: EncoderStates, hiddenSize: number): Value {
  const askedMeans = graph.fromFloat32(graph.input(encoderNames.askedMeans, 'float32', ['batch', 'means', 'asked']));
  const features = graph.op('MatMul', [askedMeans, last]);
  graph.output(graph.asFloat32(features), encoderNames.features, 'float32', ['batch', 'means', hiddenSize]);
  if (inner.length > 0) {
    const means = graph.fromFloat32(graph.input(encoderNames.means, 'float32', ['batch', 'means', 'tokens']));
    const all = graph.op('Concat', inner.map((layer) => graph.op('MatMul', [means, layer])), { axis: 1 }); // prettier-ignore
    graph.output(graph.asFloat32(all), encoderNames.innerFeatures, 'float32', ['batch', 'layered_means', hiddenSize]);
  }
  return features;
}
