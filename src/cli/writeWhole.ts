import { stat, writeFile } from 'node:fs/promises';
import { writeWhole as replaceFile } from '../engine/writeWhole.js';

/** Writes a file whole or not at all: where the disk is full, what stood there before stays. Pipes and devices are written as they are. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const known = await stat(file).catch(() => undefined);
  if (known === undefined || known.isFile()) await replaceFile(file, content);
  else await writeFile(file, content);
}
