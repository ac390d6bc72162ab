import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readSplitName, splitPath } from '../../engine/models/gguf/splitName.js';

/** How many bytes the weights of a model take: those of its folder, or of its GGUF file with all its parts. */
export async function weightBytes(place: string): Promise<number> {
  const sizes = (await weightFiles(place)).map(async (file) => (await stat(file)).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function weightFiles(place: string): Promise<string[]> {
  if ((await stat(place)).isDirectory()) {
    return (await readdir(place)).filter((file) => /\.safetensors$/i.test(file)).map((file) => path.join(place, file));
  }
  const split = readSplitName(place);
  return split === undefined ? [place] : Array.from({ length: split.parts }, (_, index) => splitPath(place, split, index + 1));
}
