import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../engine/models/json.js';
import { bytesOf } from '../../engine/graph/graphContext.js';
import { embeddingsLabels } from '../embeddings/embeddingsEncoder.js';
import type { Checkpoint, TensorSource } from '../../engine/models/checkpoint.js';
import { modelUnsupported } from '../../engine/models/modelErrors.js';
import { findModel } from '../../engine/models/modelFolders.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import { parseJson } from '../../common/parseJson.js';
import type { ExportOptions } from './exportEncoder.js';
import { ExportedFolder, type ExportTask } from './exportedFolder.js';

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
  options: Pick<ExportOptions, 'model' | 'modelFolders' | 'folder' | 'environment' | keyof ExportTask>,
): Promise<{ readonly model: string; readonly files: readonly string[] }> {
  const { model, modelFolders, folder, environment } = options;
  const checkpoint = await openCheckpoint(await findModel(model, modelFolders, environment), modelFolders);
  try {
    const { name, config, pairs, tensors } = checkpoint;
    if (config['model_type'] !== 'bert' || !(pairs ?? tensors).has(`${head}.weight`)) {
      throw modelUnsupported(name, 'It has no head for pairs of sentences, as BERT has.');
    }
    const files = await checkpoint.tokenizerJson();
    const id2label = Object.fromEntries(embeddingsLabels.entries());
    const label2id = Object.fromEntries(embeddingsLabels.map((label, id) => [label, id]));
    const json: readonly [string, unknown][] = [
      ['config.json', { ...config, architectures: ['BertForSequenceClassification'], num_labels: 2, id2label, label2id }],
      ['tokenizer.json', files.tokenizer],
      ['tokenizer_config.json', files.config ?? {}],
    ];
    return await ExportedFolder.write(folder, name, options, isPairClassifier, async (exported) => {
      const { total, pieces } = weights(tensorsOf(checkpoint));
      await exported.stream(weightsFile, pieces, total);
      for (const [file, value] of json) await exported.file(file, `${JSON.stringify(value)}\n`);
      return { model: name, files: [weightsFile, ...json.map(([file]) => file)].map((file) => path.join(name, file)) };
    });
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

/** A safetensors file, tensor by tensor, so that no more than one is in memory. */
function weights(tensors: readonly Written[]): { readonly total: number; readonly pieces: AsyncIterable<Uint8Array> } {
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
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([length, header]);
    for (const { values } of tensors) yield bytesOf(await values());
  }
  return { total: length.length + header.length + end, pieces: pieces() };
}

const weightsFile = 'model.safetensors';

/** Whether a folder has what this writes, and not, say, the model itself. */
async function isPairClassifier(folder: string): Promise<boolean> {
  try {
    const read = parseJson(await readFile(path.join(folder, 'config.json'), 'utf8'));
    const labels = isRecord(read) && isRecord(read.id2label) ? Object.values(read.id2label) : [];
    return embeddingsLabels.every((label) => labels.includes(label));
  } catch {
    return false;
  }
}
