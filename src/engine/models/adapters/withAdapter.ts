import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Checkpoint } from '../checkpoint.js';
import { readJsonFile } from '../json.js';
import { modelInvalid, modelUnsupported } from '../modelErrors.js';
import { listModels } from '../modelFolders.js';
import { SafetensorsFile } from '../safetensors.js';
import { SafetensorsTensors } from '../safetensorsTensors.js';
import { readAdapterConfig, type AdapterConfig } from './adapterConfig.js';
import { mergedTensors } from './mergedTensors.js';

export const adapterConfigFile = 'adapter_config.json';
export const adapterWeightsFile = 'adapter_model.safetensors';

/** Whether a folder holds a low-rank adapter, beside a model or alone. */
export function hasAdapter(files: readonly string[]): boolean {
  return files.includes(adapterConfigFile) && files.some((name) => /^adapter_model\./.test(name));
}

/** A model with the adapter in a folder merged into it, as its weights are read. Closing it closes both. */
export async function withAdapter(base: Checkpoint, folder: string, files: readonly string[]): Promise<Checkpoint> {
  try {
    const config = await readConfig(folder);
    if (!files.includes(adapterWeightsFile)) {
      throw modelUnsupported(folder, 'Its adapter is there as a pickle (adapter_model.bin) only, which can run programs when it is read. Save it again with a newer PEFT.');
    }
    const file = await SafetensorsFile.open(join(folder, adapterWeightsFile));
    try {
      const tensors = mergedTensors(folder, base.tensors, new SafetensorsTensors(file.path, file.tensors), config);
      return {
        ...base,
        config: adaptedConfig(base, tensors),
        tensors,
        fingerprint: createHash('sha256').update([base.fingerprint, file.fingerprint, config.stated].join('\n')).digest('hex'),
        async close() {
          await Promise.all([base.close(), file.close()]);
        },
      };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    await base.close();
    throw error;
  }
}

/**
 * The path of the model that an adapter alone was trained on: an absolute path, one beside the adapter, or a model of that name in one of the
 * folders.
 */
export async function baseOf(folder: string, modelFolders: readonly string[]): Promise<string> {
  const { base } = await readConfig(folder);
  if (base === undefined) throw modelInvalid(folder, `Its ${adapterConfigFile} does not say which model it is for ("base_model_name_or_path").`);
  for (const path of isAbsolute(base) ? [base] : [resolve(folder, base), resolve(dirname(folder), base)]) if (await isThere(path)) return path;
  const names = [base, base.split(/[\\/]/).at(-1) ?? base, `models--${base.replaceAll('/', '--')}`];
  const found = (await listModels([dirname(folder), ...modelFolders])).find(({ name, path }) => names.includes(name) && path !== folder);
  if (found !== undefined) return found.path;
  throw modelInvalid(
    folder,
    `It is an adapter (LoRA) for the model "${base}", which is neither beside it nor among your models. Put that model into a folder of "cloze.modelFolders" under ` +
      `the name "${basename(base)}".`,
  );
}

async function readConfig(folder: string): Promise<AdapterConfig & { readonly stated: string }> {
  const path = join(folder, adapterConfigFile);
  const stated = await readJsonFile(path, 2 ** 20);
  return { ...readAdapterConfig(path, stated), stated: JSON.stringify(stated) };
}

/** What a head or an embedding that was trained whole changes: the vocabulary's size, and whether the two are one. */
function adaptedConfig({ config, tensors: base }: Checkpoint, tensors: Checkpoint['tensors']): Checkpoint['config'] {
  const embedding = base.names().find((name) => /(?:^|\.)(?:embed_tokens|wte|word_embeddings|embed_in)\.weight$/.test(name));
  const rows = embedding === undefined ? undefined : tensors.shape(embedding)[0];
  return {
    ...config,
    ...(rows !== undefined && embedding !== undefined && rows !== base.shape(embedding)[0] && { vocab_size: rows }),
    ...(tensors.has('lm_head.weight') && !base.has('lm_head.weight') && { tie_word_embeddings: false }),
  };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory() || path.toLowerCase().endsWith('.gguf'),
    () => false,
  );
}
