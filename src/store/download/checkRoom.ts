import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { CachedRepository } from '../cache/hubCache.js';
import type { HubFile } from '../hub/repository.js';
import { diskFailure, noRoom } from './diskFailure.js';

/** Left free beside a download: the system and the built graphs need some too. */
const reserve = 64 * 1024 * 1024;

/**
 * Checks that the disk has room for what has not arrived yet.
 * @returns how many bytes that is
 * @throws ClozeError `disk`
 */
export async function checkRoom(cached: CachedRepository, files: readonly HubFile[], freeBytes = freeAt): Promise<number> {
  let needed = 0;
  for (const file of files) {
    if (await cached.has(file)) continue;
    const partial = await stat(cached.partial(file)).catch(() => undefined);
    needed += Math.max(0, file.bytes - (partial?.size ?? 0));
  }
  const free = await freeBytes(cached.folder);
  if (needed > 0 && needed + reserve > free) throw noRoom(cached.folder, needed, free);
  return needed;
}

/** Free bytes of the disk of a folder, which need not be there yet. */
async function freeAt(folder: string): Promise<number> {
  const disk = await statfs(folder).catch((error: unknown) => {
    if (path.dirname(folder) === folder) throw diskFailure(folder, error);
    return undefined;
  });
  return disk === undefined ? freeAt(path.dirname(folder)) : disk.bavail * disk.bsize;
}
