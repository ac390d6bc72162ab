import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEncoderArchitecture } from '../../src/engine/graph/architectures/encoderRegistry.js';
import type { EncoderArchitecture } from '../../src/engine/graph/architectures/encoder.js';
import { hiddenScore } from '../../src/engine/graph/blocks/encoderAttention.js';
import { encoderNames } from '../../src/engine/graph/encoderGraph.js';
import { openEncoderGraph } from '../../src/engine/graph/graphCache.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { openSession, tensorFactory, type Tensor, type TensorFactory } from '../../src/engine/runtime/session.js';

/** A batch as reference implementations take it: B rows of S values each. */
export interface ReferenceInputs {
  readonly inputIds: readonly (readonly number[])[];
  /** 1 for a token, 0 for padding, on either side; absent where nothing is padded. */
  readonly attentionMask?: readonly (readonly number[])[];
  readonly tokenTypeIds?: readonly (readonly number[])[];
}

export interface ReferenceOutput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * All that an encoder or classifier computes for a padded batch, in float32 where no other precision is named, by the names that transformers uses, to compare with it:
 * `last_hidden_state` [B, S, hidden]; `logits` of the checkpoint's head ([B, S, vocabulary], [B, labels] or [B, S, labels]), or
 * `prediction_logits` and `seq_relationship_logits` where it has both, or `start_logits` and `end_logits` [B, S].
 * Rows at padding mean nothing. Where a checkpoint has adapters for pairs, `seq_relationship_logits` are with them, and all else without.
 */
export async function encoderReference(
  checkpoint: Checkpoint,
  inputs: ReferenceInputs,
  threads = 0,
  precision: Precision = 'float32',
): Promise<Record<string, ReferenceOutput>> {
  const architecture = readEncoderArchitecture(checkpoint);
  const folder = await mkdtemp(join(tmpdir(), 'cloze-reference-'));
  try {
    const options = { kind: 'encoder', precision, device: 'cpu', output: 'reference' } as const;
    const session = await openEncoderGraph(checkpoint, options, { folder }, (path) => openSession(path, { device: 'cpu', threads }));
    const tensors = await tensorFactory();
    const feeds = referenceFeeds(tensors, architecture, inputs);
    const pairs = await session.run(feeds);
    const others = checkpoint.pairs && (await session.run({ ...feeds, [encoderNames.pairs]: tensors.int64([], [0]) }));
    const values = (name: string): Float32Array =>
      ((name === encoderNames.nextSentence ? pairs : (others ?? pairs))[name] as Tensor).data as Float32Array;
    const results = namedOutputs(architecture, values, inputs);
    await session.dispose();
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every token is asked about, padding included. */
function referenceFeeds(tensors: TensorFactory, architecture: EncoderArchitecture, inputs: ReferenceInputs): Record<string, Tensor> {
  const { heads, shape } = architecture;
  const { inputIds, attentionMask, tokenTypeIds } = inputs;
  const batch = inputIds.length;
  const width = inputIds[0]?.length ?? 0;
  const size = [batch, width];
  const isReal = (row: number, column: number): boolean => attentionMask?.[row]?.[column] !== 0;
  const columns = [...Array(width).keys()];
  const all = [...Array(batch * width).keys()];
  const firsts = [...Array(batch).keys()].map((row) => row * width);
  const real = inputIds.map((_, row) => columns.map((column) => isReal(row, column)));
  const lasts = real.map((row, index) => index * width + row.lastIndexOf(true));
  const means = real.flatMap((row) => row.map((isToken) => (isToken ? 1 / row.filter(Boolean).length : 0)));
  const meanWeights = tensors.float32(Float32Array.from(means), [batch, 1, width]);
  const mask = Float32Array.from(real.flat(), (isToken) => (isToken ? 0 : hiddenScore));
  const int64 = (values: readonly number[]): Tensor => tensors.int64(values, [values.length]);
  const { labels } = heads;
  return {
    [encoderNames.ids]: tensors.int64(inputIds.flat(), size),
    [encoderNames.positions]: tensors.int64(inputIds.flatMap((ids) => architecture.positions(ids)), size), // prettier-ignore
    ...(shape.segments > 1 && { [encoderNames.segments]: tensors.int64(tokenTypeIds?.flat() ?? all.map(() => 0), size) }),
    [encoderNames.mask]: tensors.float32(mask, [batch, 1, 1, width]),
    [encoderNames.asked]: tensors.int64(all, size),
    [encoderNames.means]: meanWeights,
    [encoderNames.askedMeans]: meanWeights,
    ...(heads.words && { [encoderNames.rows]: int64(all) }),
    ...(heads.nextSentence && { [encoderNames.pairs]: int64(firsts) }),
    ...(labels && labels.pooling !== 'mean' && { [encoderNames.labelled]: int64(labelledRows(labels, { all, firsts, lasts })) }),
  };
}

function labelledRows(
  { kind, pooling }: NonNullable<EncoderArchitecture['heads']['labels']>,
  { all, firsts, lasts }: { readonly all: number[]; readonly firsts: number[]; readonly lasts: number[] },
): number[] {
  if (kind !== 'sequence') return all;
  return pooling === 'last' ? lasts : firsts;
}

function namedOutputs(
  { heads, shape }: EncoderArchitecture,
  values: (name: string) => Float32Array,
  { inputIds }: ReferenceInputs,
): Record<string, ReferenceOutput> {
  const size = [inputIds.length, inputIds[0]?.length ?? 0] as const;
  const named: Record<string, ReferenceOutput> = {
    last_hidden_state: { shape: [...size, shape.hiddenSize], values: values(encoderNames.hidden) },
  };
  const both = heads.words !== undefined && heads.nextSentence !== undefined;
  if (heads.words !== undefined) {
    named[both ? 'prediction_logits' : 'logits'] = { shape: [...size, shape.vocabularySize], values: values(encoderNames.logits) };
  }
  if (heads.nextSentence !== undefined) {
    named[both ? 'seq_relationship_logits' : 'logits'] = { shape: [size[0], 2], values: values(encoderNames.nextSentence) };
  }
  if (heads.labels?.kind === 'answer') {
    const scores = values(encoderNames.labels); // [B · S, 2]
    const column = (index: number): ReferenceOutput => ({ shape: size, values: scores.filter((_, at) => at % 2 === index) });
    named['start_logits'] = column(0);
    named['end_logits'] = column(1);
  } else if (heads.labels !== undefined) {
    const { kind, labels } = heads.labels;
    named['logits'] = { shape: [...(kind === 'sequence' ? [size[0]] : size), labels.length], values: values(encoderNames.labels) };
  }
  return named;
}
