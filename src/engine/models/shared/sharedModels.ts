import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { hubCacheFolder } from '../../../common/hubCacheFolder.js';
import type { FoundModel } from '../foundModel.js';
import { modelsInHubCache } from './hubCache.js';
import { modelsOfLmStudio } from './lmStudio.js';
import { modelsOfOllama } from './ollama.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The models that other programs keep on this machine: the Hugging Face tools, Ollama and LM Studio. They are used where they lie. */
export async function listSharedModels(environment: Environment): Promise<FoundModel[]> {
  const { hub, ollama, lmStudio } = sharedModelFolders(environment);
  const entries = (await readdir(hub).catch(() => [])).filter((entry) => entry.startsWith('models--')).sort();
  const cached = await Promise.all(entries.map((entry) => modelsInHubCache(hub, entry)));
  const others = await Promise.all([...ollama.map(modelsOfOllama), ...lmStudio.map(modelsOfLmStudio)]);
  const byName = new Map<string, FoundModel>();
  for (const model of [...cached, ...others].flat()) if (!byName.has(model.name)) byName.set(model.name, model);
  return [...byName.values()];
}

/** Where other programs keep models. */
export function sharedModelFolders(environment: Environment): {
  readonly hub: string;
  readonly ollama: readonly string[];
  readonly lmStudio: readonly string[];
} {
  const home = environment['HOME'] || environment['USERPROFILE'] || homedir();
  const system = process.platform === 'linux' ? ['/usr/share/ollama/.ollama/models', '/var/lib/ollama/models'] : [];
  return {
    hub: hubCacheFolder(environment, home, join),
    ollama: environment['OLLAMA_MODELS'] ? [environment['OLLAMA_MODELS']] : [join(home, '.ollama', 'models'), ...system],
    lmStudio: [join(home, '.lmstudio', 'models'), join(home, '.cache', 'lm-studio', 'models')],
  };
}
