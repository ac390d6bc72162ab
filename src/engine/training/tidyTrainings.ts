import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver } from '../temporaryName.js';

/** A training that was ended and not started again for this long is given up. */
const forgottenAfterMs = 30 * 24 * 3600 * 1000;

/** Removes what trainings have left in their folder that were killed: unfinished files, and states that are no longer wanted. */
export async function tidyTrainings(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (!isLeftOver(name, mtimeMs, now) && now - mtimeMs <= forgottenAfterMs) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
