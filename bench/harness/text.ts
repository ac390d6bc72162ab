import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** English prose of ours to measure with. */
export async function benchText(root: string): Promise<string> {
  return readFile(path.join(root, 'samples', 'manuscript.md'), 'utf8');
}
