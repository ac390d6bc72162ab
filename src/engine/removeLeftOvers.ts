import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver } from './temporaryName.js';

/** Removes from a folder what processes that are gone have not finished writing, so that no text of a writer lies about under a name of which they know nothing. */
export async function removeLeftOvers(folder: string): Promise<void> {
  const now = Date.now();
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (isLeftOver(name, mtimeMs, now)) await rm(path, { force: true }).catch(() => undefined);
  }
}
