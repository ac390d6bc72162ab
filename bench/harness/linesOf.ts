import { readFile } from 'node:fs/promises';

/** The lines of some files one after the other, without empty ones. */
export async function linesOf(files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) => text.split('\n').filter(Boolean));
}
