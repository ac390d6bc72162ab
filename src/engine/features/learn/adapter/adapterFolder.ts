import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ClozeError } from '../../../../common/clozeError.js';
import { adapterSummary } from '../../../../common/methods/manuscript.js';
import type { Plain } from '../../../../common/methods/method.js';
import { parseJson } from '../../../../common/parseJson.js';
import { type AdaptedLayer, factorInput, type LowRankAdapter } from '../../../graph/blocks/lowRankInputs.js';
import { bytesOf } from '../../../graph/graphContext.js';
import { makeFolder } from '../../../makeFolder.js';
import { adapterConfigFile, adapterWeightsFile } from '../../../models/adapters/withAdapter.js';
import { SafetensorsFile } from '../../../models/safetensors.js';
import { removeLeftOvers } from '../../../removeLeftOvers.js';
import { peftFolder } from '../../../training/peft/peftFolder.js';
import { readPeftAdapter } from '../../../training/peft/readPeftAdapter.js';
import { writeWhole } from '../../../writeWhole.js';

/** Where an adapter comes from, as it stands in the header of its file. */
const adapterRecord = v.object({
  /** The model that it is for; `hash` is of its weights and its tokenizer. */
  model: v.object({ name: v.string(), hash: v.string() }),
  /** How many layers below it leaves as they are. */
  below: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of its numbers. */
  hash: v.string(),
  summary: adapterSummary,
});
export interface AdapterRecord extends Plain<typeof adapterRecord> {}

/** What is in a folder. */
export type FoundAdapter =
  | { readonly state: 'none' }
  | { readonly state: 'damaged' }
  | { readonly state: 'ready'; readonly record: AdapterRecord; readonly adapter: LowRankAdapter; readonly bytes: number };

/** Larger files were not written by Cloze. */
const largestFile = 2 ** 30;

/** The file of an adapter in a folder of what was learned; beside it lies the configuration that PEFT reads it with. */
export function adapterFile(folder: string): string {
  return join(adapterFolder(folder), adapterWeightsFile);
}

function adapterFolder(folder: string): string {
  return join(folder, 'adapter');
}

/** Reads an adapter. What cannot be read, and what was changed since it was written, counts as damaged. */
export async function readAdapter(folder: string): Promise<FoundAdapter> {
  try {
    const entry = await stat(adapterFile(folder));
    if (!entry.isFile() || entry.size > largestFile) return { state: 'damaged' };
    const file = await SafetensorsFile.open(adapterFile(folder));
    const { metadata } = file;
    await file.close();
    const record = v.safeParse(adapterRecord, parseJson(metadata['training'] ?? ''));
    const adapter = await readPeftAdapter(adapterFolder(folder));
    if (!record.success || hashOf(adapter) !== record.output.hash) return { state: 'damaged' };
    return { state: 'ready', record: record.output, adapter, bytes: entry.size };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return { state: isAbsent ? 'none' : 'damaged' };
  }
}

/**
 * Writes an adapter, whole or not at all, and returns the size of its file. Where it comes from is in the same file, so that of two windows
 * that write at once each leaves something whole. Fails with `disk`.
 */
export async function writeAdapter(folder: string, adapter: LowRankAdapter, record: Omit<AdapterRecord, 'hash'>): Promise<number> {
  const training: AdapterRecord = { ...record, hash: hashOf(adapter) };
  const files = peftFolder(adapter, { base: record.model.name, hash: record.model.hash, task: 'CAUSAL_LM', training });
  const weights = files.get(adapterWeightsFile) as Uint8Array;
  try {
    await makeFolder(adapterFolder(folder));
    await removeLeftOvers(adapterFolder(folder));
    await writeWhole(join(adapterFolder(folder), adapterConfigFile), files.get(adapterConfigFile) as string);
    await writeWhole(adapterFile(folder), weights);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The adapter could not be written to ${folder}: ${reason}. What was there before stays. Free some space and learn again.`;
    throw new ClozeError({ code: 'disk', message }, { cause: error });
  }
  return weights.length;
}

/** Removes the adapter of a folder, where there is one. */
export async function removeAdapter(folder: string): Promise<void> {
  await rm(adapterFolder(folder), { recursive: true, force: true });
}

/** Whether an adapter has both factors of each of its layers, of the shapes that the model's layers have, and of finite numbers. */
export function fits({ factors }: LowRankAdapter, layers: readonly AdaptedLayer[]): boolean {
  const known = new Map(layers.map((layer) => [layer.name, layer]));
  return [...factors].every(([name, { shape, values }]) => {
    const layer = known.get(name.replace(/\.lora_[AB]$/, ''));
    if (layer === undefined || !values.every(Number.isFinite)) return false;
    const [a, b] = [factors.get(factorInput(layer.name, 'A')), factors.get(factorInput(layer.name, 'B'))];
    if (a === undefined || b === undefined || a.shape[0] !== b.shape[1]) return false;
    return name === factorInput(layer.name, 'A') ? shape[1] === layer.columns : shape[0] === layer.rows;
  });
}

function hashOf({ scale, factors }: LowRankAdapter): string {
  const hash = createHash('sha256').update(String(scale));
  for (const [name, { shape, values }] of [...factors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([name, shape])).update(bytesOf(values));
  }
  return hash.digest('hex');
}
