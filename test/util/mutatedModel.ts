import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyModel } from './copyModel.js';

/** A copy of a small checkpoint in a folder of its own. */
export async function copiedModel(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-model-'));
  await copyModel(name, folder);
  return folder;
}

/** Changes keys of a model's configuration. */
export async function setConfig(folder: string, changes: object): Promise<void> {
  const path = join(folder, 'config.json');
  await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), ...changes }));
}

/** Changes the first value of a tensor, which must be float32. */
export async function setWeight(folder: string, tensor: string, value: number): Promise<void> {
  const path = join(folder, 'model.safetensors');
  const bytes = await readFile(path);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    { dtype: string; data_offsets: [number, number] }
  >;
  const entry = header[tensor];
  if (entry?.dtype !== 'F32') throw new Error(`${tensor} is ${entry?.dtype ?? 'absent'}.`);
  bytes.writeFloatLE(value, 8 + headerLength + entry.data_offsets[0]);
  await writeFile(path, bytes);
}
