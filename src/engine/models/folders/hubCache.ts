import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelInvalid } from '../modelErrors.js';

/** A model in the cache of the Hugging Face hub: the folder of what is current, and the name. */
export interface CachedModel {
  readonly folder: string;
  readonly name: string;
}

/**
 * What is current in a folder of the hub's cache (`models--org--name`): what `refs/main` names, or the only snapshot; undefined where a folder
 * is none of that cache.
 */
export async function currentSnapshot(folder: string, files: readonly string[]): Promise<CachedModel | undefined> {
  if (!files.includes('snapshots')) return undefined;
  const snapshots = (await readdir(join(folder, 'snapshots'))).sort();
  const main = (await readFile(join(folder, 'refs', 'main'), 'utf8').catch(() => '')).trim();
  const current = snapshots.includes(main) ? main : snapshots.length === 1 ? snapshots[0] : undefined;
  if (current !== undefined) return { folder: join(folder, 'snapshots', current), name: nameOf(folder) };
  throw modelInvalid(
    folder,
    snapshots.length === 0
      ? 'It is in the cache of the Hugging Face hub, but nothing was downloaded into it (snapshots is empty).'
      : `It is in the cache of the Hugging Face hub, and no snapshot of it is marked as current: choose one in ${join(folder, 'snapshots')}.`,
  );
}

function nameOf(folder: string): string {
  return folder.split(/[\\/]/).at(-1)?.split('--').at(-1) ?? folder;
}
