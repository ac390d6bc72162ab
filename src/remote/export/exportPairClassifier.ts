import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { bytesOf } from '../../engine/graph/graphContext.js';
import { embeddingsLabels } from '../embeddings/embeddingsEncoder.js';
import type { Checkpoint, TensorSource } from '../../engine/models/checkpoint.js';
import { modelUnsupported } from '../../engine/models/modelErrors.js';
import { findModel } from '../../engine/models/modelFolders.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import { writeWhole } from '../../engine/writeWhole.js';
import type { ExportOptions } from './exportEncoder.js';

const head = 'cls.seq_relationship';

/** A tensor of the written model. */
interface Written {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: () => Promise<Float32Array>;
}

/**
 * Writes what an encoder says about pairs of sentences as a classifier in the Hugging Face layout, which Text Embeddings Inference serves: its
 * head becomes the classifier's, and its adapters for pairs are merged into its layers (W + upᵀ · down). In float32.
 */
export async function exportPairClassifier(
  options: Pick<ExportOptions, 'model' | 'modelFolders' | 'folder' | 'environment'>,
): Promise<{ readonly model: string; readonly files: readonly string[] }> {
  const { model, modelFolders, folder, environment } = options;
  const checkpoint = await openCheckpoint(await findModel(model, modelFolders, environment), modelFolders);
  try {
    const { name, config, pairs, tensors } = checkpoint;
    if (config['model_type'] !== 'bert' || !(pairs ?? tensors).has(`${head}.weight`)) {
      throw modelUnsupported(name, 'It has no head for pairs of sentences, as BERT has.');
    }
    const own = path.join(folder, name);
    await mkdir(own, { recursive: true });
    await writeWeights(path.join(own, 'model.safetensors'), tensorsOf(checkpoint));
    const files = await checkpoint.tokenizerJson();
    const id2label = Object.fromEntries(embeddingsLabels.entries());
    const label2id = Object.fromEntries(embeddingsLabels.map((label, id) => [label, id]));
    const json: readonly [string, unknown][] = [
      ['config.json', { ...config, architectures: ['BertForSequenceClassification'], num_labels: 2, id2label, label2id }],
      ['tokenizer.json', files.tokenizer],
      ['tokenizer_config.json', files.config ?? {}],
    ];
    for (const [file, value] of json) await writeWhole(path.join(own, file), `${JSON.stringify(value)}\n`);
    return { model: name, files: ['model.safetensors', ...json.map(([file]) => file)].map((file) => path.join(name, file)) };
  } finally {
    await checkpoint.close();
  }
}

function tensorsOf({ tensors, pairs }: Checkpoint): Written[] {
  const headSource = pairs ?? tensors;
  const body = tensors.names().filter((name) => name.startsWith('bert.'));
  return [
    ...body.map((name) => ({ name, shape: tensors.shape(name), values: () => merged(tensors, pairs, name) })),
    ...['weight', 'bias'].map((part) => ({
      name: `classifier.${part}`,
      shape: headSource.shape(`${head}.${part}`),
      values: () => headSource.floats(`${head}.${part}`),
    })),
  ];
}

/** A tensor with what its adapter for pairs adds: for a matrix [rows, columns], up [rank, rows] transposed times down [rank, columns]. */
async function merged(tensors: TensorSource, pairs: TensorSource | undefined, name: string): Promise<Float32Array> {
  const layer = name.replace(/\.weight$/, '');
  const values = await tensors.floats(name);
  if (layer === name || pairs?.has(`${layer}.down`) !== true) return values;
  const [down, up] = [await pairs.floats(`${layer}.down`), await pairs.floats(`${layer}.up`)];
  const [rank = 0, columns = 0] = pairs.shape(`${layer}.down`);
  const rows = values.length / columns;
  const sum = Float32Array.from(values);
  for (let row = 0; row < rows; row++) {
    for (let r = 0; r < rank; r++) {
      const factor = up[r * rows + row] as number;
      for (let column = 0; column < columns; column++) sum[row * columns + column] = (sum[row * columns + column] as number) + factor * (down[r * columns + column] as number); // prettier-ignore
    }
  }
  return sum;
}

/** A safetensors file, tensor by tensor, so that no more than one is in memory; it has its name once it is whole. */
async function writeWeights(file: string, tensors: readonly Written[]): Promise<void> {
  let end = 0;
  const entries = tensors.map(({ name, shape }) => {
    const begin = end;
    end += 4 * shape.reduce((product, size) => product * size, 1);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const text = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const header = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const part = `${file}.incomplete`;
  const handle: FileHandle = await open(part, 'w');
  try {
    await handle.writeFile(Buffer.concat([length, header]));
    for (const { values } of tensors) await handle.writeFile(bytesOf(await values()));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
