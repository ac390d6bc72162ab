import { basename, join } from 'node:path';
import { findWeights } from './folders/weightFiles.js';
import { isRecord, readJsonFile } from './json.js';
import { modelInvalid, modelUnsupported } from './modelErrors.js';
import { SafetensorsFile, type StoredTensor } from './safetensors.js';

/** The safetensors files of a model, open, and their tensors by name. Who opens them closes them. */
export interface Shards {
  readonly files: readonly SafetensorsFile[];
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/**
 * Opens the file of a folder's weights, or the shards that its index lists.
 * @param files the names in the folder
 */
export async function openShards(folder: string, files: readonly string[]): Promise<Shards> {
  const { whole, index } = findWeights(folder, files);
  if (index !== undefined) return openIndexed(folder, index);
  const file = await SafetensorsFile.open(join(folder, whole ?? ''));
  if (file.tensors.has('tok_embeddings.weight')) {
    await file.close();
    throw modelUnsupported(folder, `Its weights have the names of their makers' own programs (${whole ?? ''}). Get the model.safetensors of the same model.`);
  }
  return { files: [file], tensors: file.tensors };
}

async function openIndexed(folder: string, index: string): Promise<Shards> {
  const indexPath = join(folder, index);
  const places = await readPlaces(indexPath);
  const open = new Map<string, SafetensorsFile>();
  try {
    for (const shard of new Set(places.values())) open.set(shard, await SafetensorsFile.open(join(folder, shard)));
    const tensors = new Map<string, StoredTensor>();
    for (const [name, shard] of places) {
      const tensor = open.get(shard)?.tensors.get(name);
      if (!tensor) throw modelInvalid(indexPath, `It says that "${name}" is in ${shard}, which does not hold it.`);
      tensors.set(name, tensor);
    }
    return { files: [...open.values()], tensors };
  } catch (error) {
    await Promise.all([...open.values()].map((file) => file.close()));
    throw error;
  }
}

/** Which shard holds which tensor. Shards lie beside the index: a path could lead anywhere. */
async function readPlaces(indexPath: string): Promise<Map<string, string>> {
  const { weight_map: places } = await readJsonFile(indexPath, 100_000_000);
  if (!isRecord(places) || Object.keys(places).length === 0) throw modelInvalid(indexPath, 'It lists no tensors ("weight_map").');
  return new Map(
    Object.entries(places).map(([name, shard]) => {
      if (typeof shard !== 'string' || !isPlainName(shard)) {
        throw modelInvalid(indexPath, `It names the file ${JSON.stringify(shard)}, which is no plain name of a safetensors file.`);
      }
      return [name, shard];
    }),
  );
}

function isPlainName(name: string): boolean {
  return name.endsWith('.safetensors') && basename(name) === name && !/[\\/:\0]/.test(name);
}
