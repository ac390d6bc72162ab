import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const ownersOnly = { mode: 0o700 };

/**
 * Makes a folder and those above it, where they are missing. Node's own recursive `mkdir` never ends where a file
 * system answers ENOENT for a folder that exists, as Linux does under /proc; this fails there with that answer. Only
 * their owner may look into the folders that it makes.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, ownersOnly);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await isFolder(path))) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || (await isFolder(above))) throw error;
    await makeFolder(above);
    await mkdir(path, ownersOnly);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
