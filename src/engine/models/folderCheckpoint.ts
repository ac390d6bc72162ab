import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isCausalName, isEncoderName } from './architectureNames.js';
import type { Checkpoint } from './checkpoint.js';
import { checkConfig } from './config.js';
import { currentSnapshot } from './folders/hubCache.js';
import { checkQuantization } from './folders/quantization.js';
import { findReadyGraphs } from './folders/readyGraphs.js';
import { type JsonRecord, readJsonFile } from './json.js';
import { cannotRead, modelInvalid } from './modelErrors.js';
import { openReadyMade } from './readyMade.js';
import { SafetensorsFile } from './safetensors.js';
import { SafetensorsTensors } from './safetensorsTensors.js';
import { readSentenceModules } from './readSentenceModules.js';
import { openShards } from './shards.js';
import { readTokenizer } from './tokenizerFiles/readTokenizer.js';
import { textPart } from './textPart.js';

const mebibyte = 2 ** 20;

/** Adapters for pairs of sentences, which leave everything else that the model says as it is. */
const pairsFile = 'pairs.safetensors';

/** Opens a Hugging Face folder: config.json, tokenizer.json and safetensors, whole or in shards, dense or in the embedded format. */
export async function openFolder(folder: string): Promise<Checkpoint> {
  const files = await readdir(folder).catch((error: unknown) => {
    throw cannotRead(folder, error);
  });
  if (!files.includes('config.json')) {
    const cached = await currentSnapshot(folder, files);
    if (cached !== undefined) return { ...(await openFolder(cached.folder)), name: cached.name };
    throw modelInvalid(folder, 'It is no model folder: it has no config.json.');
  }
  const configPath = join(folder, 'config.json');
  const { config, tensors: ofText } = textPart(await readJsonFile(configPath, mebibyte));
  checkConfig(configPath, config);
  const graphs = hasOwnGraph(config, files) ? [] : await findReadyGraphs(folder, files);
  if (graphs.length > 0) return openReadyMade(folder, files, config, graphs);
  checkQuantization(folder, config);

  const { files: open, tensors } = await openShards(folder, files);
  const all = [...open];
  const close = async (): Promise<void> => {
    await Promise.all(all.map((file) => file.close()));
  };
  try {
    const sentences = await readSentenceModules(folder, files);
    const pairs = files.includes(pairsFile) ? await SafetensorsFile.open(join(folder, pairsFile)) : undefined;
    if (pairs !== undefined) all.push(pairs);
    return {
      name: basename(folder),
      config,
      tensors: ofText(new SafetensorsTensors(folder, tensors)),
      ...(pairs !== undefined && { pairs: new SafetensorsTensors(pairs.path, pairs.tensors) }),
      ...(sentences && { sentences }),
      fingerprint: fingerprint(
        JSON.stringify(config),
        all.map((file) => file.fingerprint),
      ),
      tokenizerJson: () => readTokenizer(folder, files, config),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whether Cloze makes the graph: for an architecture that it knows, of weights. */
function hasOwnGraph({ model_type: type }: JsonRecord, files: readonly string[]): boolean {
  return (isCausalName(type) || isEncoderName(type)) && files.some((name) => /^(?:model|consolidated)\b.*\.safetensors/.test(name));
}

function fingerprint(config: string, files: readonly string[]): string {
  return createHash('sha256')
    .update([config, ...files].join('\n'))
    .digest('hex');
}
