import { open } from 'node:fs/promises';

/** Puts the names in a folder on the disk. Some systems, Windows among them, cannot be asked for that and do it by themselves. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
