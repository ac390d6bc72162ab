import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../../../common/parseJson.js';
import type { FoundModel } from '../foundModel.js';

/** The models that Ollama has, by the names that `ollama run` knows, such as `smollm2:135m`. Their weights are GGUF files. */
export async function modelsOfOllama(folder: string): Promise<FoundModel[]> {
  const models: FoundModel[] = [];
  for (const host of await list(join(folder, 'manifests'))) {
    for (const owner of await list(join(folder, 'manifests', host))) {
      for (const name of await list(join(folder, 'manifests', host, owner))) {
        for (const tag of await list(join(folder, 'manifests', host, owner, name))) {
          const path = await weightsOf(folder, join(folder, 'manifests', host, owner, name, tag));
          const shown = owner === 'library' ? name : `${owner}/${name}`;
          if (path === undefined) continue;
          models.push({ name: `${shown}:${tag}`, path });
          if (tag === 'latest') models.push({ name: shown, path });
        }
      }
    }
  }
  return models;
}

/** The file of the layer that has the weights; `undefined` where it is not there. */
async function weightsOf(folder: string, manifest: string): Promise<string | undefined> {
  const content = await readFile(manifest, 'utf8').then(parseJson, () => undefined).catch(() => undefined);
  if (!isObject(content) || !Array.isArray(content['layers'])) return undefined;
  const layers: unknown[] = content['layers'];
  const weights = layers.filter(isObject).find((layer) => layer['mediaType'] === 'application/vnd.ollama.image.model');
  const digest = /^sha256:([0-9a-f]{64})$/.exec(String(weights?.['digest']))?.[1];
  if (digest === undefined) return undefined;
  const file = join(folder, 'blobs', `sha256-${digest}`);
  return (await stat(file).catch(() => undefined))?.isFile() === true ? file : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
