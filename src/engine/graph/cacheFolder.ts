import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { forgetName, isLeftOver, temporaryName } from '../temporaryName.js';
import { graphFile, stepsFile, weightsFile } from './graphManifest.js';
import { type BuildStep, knownSteps } from './weights/buildSteps.js';

/** Graphs that were not used for this long are removed. */
const forgottenAfterMs = 60 * 24 * 3600 * 1000;

/** What a build that was stopped has left is kept for this long, so that the next one goes on from there. */
const goesOnWithinMs = 7 * 24 * 3600 * 1000;

/** Removes what processes that are gone have left unfinished, and graphs that are not used. What cannot be removed stays. */
export async function tidy(cacheFolder: string): Promise<void> {
  const now = Date.now();
  const entries = await readdir(cacheFolder).catch(() => []);
  for (const entry of entries) {
    const path = join(cacheFolder, entry);
    const modified = (await modifiedAt(path)) ?? now;
    const used = /^[0-9a-f]{32}$/.test(entry) ? ((await modifiedAt(join(path, graphFile))) ?? modified) : now;
    if ((isLeftOver(entry, modified, now) && !(await canGoOn(path, now))) || now - used > forgottenAfterMs) await remove(path);
  }
}

async function canGoOn(path: string, now: number): Promise<boolean> {
  return now - ((await modifiedAt(join(path, stepsFile))) ?? 0) < goesOnWithinMs;
}

/** A folder in which a graph is built. */
export interface BuildFolder {
  readonly path: string;
  /** What an earlier try has stored in it; undefined where there was none. */
  readonly known: readonly BuildStep[] | undefined;
  /** Says that what is in it has its own name now, or is gone, or left to the next try. */
  readonly finish: () => void;
}

/** The folder that an earlier try to build a graph has left half-way, else a new one. */
export async function buildFolder(cacheFolder: string, key: string): Promise<BuildFolder> {
  const { path, finish } = unfinishedFolder(cacheFolder);
  const now = Date.now();
  for (const entry of await readdir(cacheFolder).catch(() => [])) {
    const left = join(cacheFolder, entry);
    if (!isLeftOver(entry, (await modifiedAt(left)) ?? now, now)) continue;
    const bytes = await stat(join(left, weightsFile)).then(
      ({ size }) => size,
      () => 0,
    );
    const known = await knownSteps(join(left, stepsFile), key, bytes);
    if (known === undefined) continue;
    // Where another window takes it first, this one begins with nothing.
    const isTaken = await rename(left, path).then(
      () => true,
      () => false,
    );
    if (isTaken) return { path, known, finish };
  }
  await makeFolder(path);
  return { path, known: undefined, finish };
}

/** A name for a folder that has not its own yet, or no longer; `finish` says that it has it now, or is gone. */
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
