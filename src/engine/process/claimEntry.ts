import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { earlierEntries } from '../../common/sharing/entryNames.js';
import type { EngineEntry } from '../../common/sharing/handshake.js';

/**
 * Makes an engine's process known under a name, whole and at once. Of several that want the same name, one gets it.
 * @returns whether it was this one
 */
export async function claimEntry(folder: string, name: string, entry: EngineEntry): Promise<boolean> {
  const part = join(folder, `.${randomUUID()}`);
  try {
    await writeFile(part, JSON.stringify(entry), { flag: 'wx', mode: 0o600 });
    // Fails where there is the name already, as nothing else does at once.
    await link(part, join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(part, { force: true });
  }
  for (const earlier of earlierEntries(await readdir(folder), name)) await removeEntry(join(folder, earlier));
  return true;
}

/** Removes what a process that is gone has left: its entry, and its socket where it could not remove that itself. */
async function removeEntry(path: string): Promise<void> {
  const address = await readFile(path, 'utf8').then(
    (text) => /"address":"([^"\\]+)"/.exec(text)?.[1],
    () => undefined,
  );
  if (address !== undefined && dirname(address) === dirname(path)) await rm(address, { force: true });
  await rm(path, { force: true });
}
