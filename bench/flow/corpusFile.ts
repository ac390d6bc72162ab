import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '../../src/engine/decode/seededRandom.js';

/** A text of the corpus that numbers are fitted on. */
export interface CorpusFile {
  readonly group: string;
  readonly text: string;
  /** Values from 0 to 1, the same for each run. */
  readonly random: () => number;
}

/** @param file its name ends in its group, as `train-docs.txt` */
export async function readCorpusFile(file: string): Promise<CorpusFile> {
  const group = path.basename(file, '.txt').split('-').at(-1) ?? 'other';
  return { group, text: await readFile(file, 'utf8'), random: seededRandom(group.length * 1000 + group.charCodeAt(0)) };
}
