import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { forgetName, temporaryName } from './temporaryName.js';

/**
 * Writes a file whole or not at all: where the disk is full, or the process ends, what stood there before stays. A link of this name is
 * replaced, not followed; the rights of a file that is replaced stay as they are.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const mode = await stat(file).then((known) => known.mode & 0o777, () => undefined); // prettier-ignore
  const name = temporaryName('part');
  const part = join(dirname(file), name);
  try {
    // Fails where anything has this name, a link too.
    const handle = await open(part, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    forgetName(name);
  }
}
