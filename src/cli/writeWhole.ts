import { rename, rm, stat, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all: where the disk is full, what stood there before stays. Pipes and devices are written as they are. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const known = await stat(file).catch(() => undefined);
  if (known !== undefined && !known.isFile()) {
    await writeFile(file, content);
    return;
  }
  const part = `${file}.part`;
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
