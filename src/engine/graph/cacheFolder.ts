import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { forgetName, isLeftOver, temporaryName } from '../temporaryName.js';
import { graphFile } from './graphManifest.js';

/** Graphs that were not used for this long are removed. */
const forgottenAfterMs = 60 * 24 * 3600 * 1000;

/** Removes what processes that are gone have left unfinished, and graphs that are not used. What cannot be removed stays. */
export async function tidy(cacheFolder: string): Promise<void> {
  const now = Date.now();
  const entries = await readdir(cacheFolder).catch(() => []);
  for (const entry of entries) {
    const path = join(cacheFolder, entry);
    const modified = (await modifiedAt(path)) ?? now;
    const used = /^[0-9a-f]{32}$/.test(entry) ? ((await modifiedAt(join(path, graphFile))) ?? modified) : now;
    if (isLeftOver(entry, modified, now) || now - used > forgottenAfterMs) await remove(path);
  }
}

/** A folder for a graph that is being built; `finish` says that it has its own name now, or is gone. */
export function unfinishedFolder(cacheFolder: string): { readonly path: string; readonly finish: () => void } {
  const name = temporaryName('unfinished');
  return { path: join(cacheFolder, name), finish: () => forgetName(name) };
}

/** Removes a graph, or whatever has its name. It is gone at once for others, however long it takes to delete it. */
export async function discard(folder: string): Promise<void> {
  const { path, finish } = unfinishedFolder(dirname(folder));
  try {
    await rename(folder, path);
    await remove(path);
  } catch {
    // Where it cannot be moved, as while another program has it open on Windows, perhaps it can be deleted.
    await remove(folder);
  } finally {
    finish();
  }
}

/** Whether anything has this name, a link that leads nowhere too. */
export async function isTaken(path: string): Promise<boolean> {
  return readdir(dirname(path)).then(
    (names) => names.includes(basename(path)),
    () => false,
  );
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

function modifiedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
