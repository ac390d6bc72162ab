import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { quantizationOf } from '../../../common/ggufName.js';
import type { FoundModel } from '../foundModel.js';
import { readSplitName } from '../gguf/splitName.js';

/**
 * The models of a repository in the cache of the Hugging Face tools: its folder where that has weights, and each of its GGUF files by its
 * quantization. None where only other files of it were downloaded, or a download has not ended.
 * @param entry such as `models--HuggingFaceTB--SmolLM2-135M`
 */
export async function modelsInHubCache(cacheFolder: string, entry: string): Promise<FoundModel[]> {
  const name = entry.slice('models--'.length).replaceAll('--', '/');
  const snapshot = await snapshotOf(join(cacheFolder, entry));
  if (snapshot === undefined) return [];
  const files = await readdir(snapshot).catch(() => []);
  const whole = await Promise.all(files.map(async (file) => ((await isFile(join(snapshot, file))) ? [file] : [])));
  const present = whole.flat();
  const ggufs = present.filter((file) => isFirstPart(file, present)).sort();
  const models = ggufs.map((file) => ({ name: `${name}:${quantizationOf(file) ?? file.slice(0, -'.gguf'.length)}`, path: join(snapshot, file) }));
  if (isWhole(files, present)) return [{ name, path: snapshot }, ...models];
  return models.length === 1 && models[0] !== undefined ? [{ name, path: models[0].path }, ...models] : models;
}

/** Whether a file is a GGUF file in one piece, or the first of parts that are all there. */
function isFirstPart(file: string, present: readonly string[]): boolean {
  if (!/\.gguf$/i.test(file) || /mmproj/i.test(file)) return false;
  const split = readSplitName(file);
  if (split === undefined) return true;
  const parts = present.filter((other) => readSplitName(other)?.model === split.model);
  return split.part === 1 && parts.length === split.parts;
}

/** Whether a configuration and all weights that the snapshot names are there. */
function isWhole(files: readonly string[], present: readonly string[]): boolean {
  const weights = files.filter((file) => file.endsWith('.safetensors'));
  if (!present.includes('config.json') || weights.length === 0 || weights.some((file) => !present.includes(file))) return false;
  const parts = weights.map((file) => /-of-(\d{5})\.safetensors$/.exec(file)?.[1]).filter((count) => count !== undefined);
  return parts.length === 0 || parts.length >= Number(parts[0]);
}

/** The folder of the commit that `main` was at, or of the only commit where there is no `main`. */
async function snapshotOf(repository: string): Promise<string | undefined> {
  const commit = (await readFile(join(repository, 'refs', 'main'), 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f]{40}$/.test(commit)) return join(repository, 'snapshots', commit);
  const commits = (await readdir(join(repository, 'snapshots')).catch(() => [])).sort();
  return commits[0] === undefined ? undefined : join(repository, 'snapshots', commits[0]);
}

async function isFile(file: string): Promise<boolean> {
  const entry = await stat(file).catch(() => undefined);
  return entry?.isFile() === true;
}
