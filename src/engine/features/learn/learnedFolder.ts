import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ClozeError } from '../../../common/clozeError.js';
import { decodeLearned, encodeLearned, type Learned, learnedFileName } from '../../decode/learned/learnedFile.js';
import { makeFolder } from '../../makeFolder.js';
import { removeLeftOvers } from '../../removeLeftOvers.js';
import { writeWhole } from '../../writeWhole.js';

/** What is in a folder. */
export type FoundLearned =
  | { readonly state: 'none' }
  | { readonly state: 'damaged' }
  | { readonly state: 'ready'; readonly learned: Learned; readonly bytes: number };

/** Larger files were not written by Cloze. */
const largestFile = 2 ** 31;

/** Reads what was learned. What cannot be read counts as damaged. */
export async function readLearned(folder: string): Promise<FoundLearned> {
  try {
    const file = join(folder, learnedFileName);
    const entry = await stat(file);
    // A pipe in place of a file would never end.
    if (!entry.isFile() || entry.size > largestFile) return { state: 'damaged' };
    const bytes = await readFile(file);
    const learned = decodeLearned(bytes);
    return learned === undefined ? { state: 'damaged' } : { state: 'ready', learned, bytes: bytes.length };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return { state: isAbsent ? 'none' : 'damaged' };
  }
}

/** Writes what was learned, whole or not at all, and returns its size. Fails with `disk`. */
export async function writeLearned(folder: string, learned: Learned): Promise<number> {
  const bytes = encodeLearned(learned);
  try {
    await makeFolder(folder);
    await removeLeftOvers(folder);
    await writeWhole(join(folder, learnedFileName), bytes);
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    const message = isFull
      ? `There is no room for what was learned: ${Math.ceil(bytes.length / 2 ** 20)} MB are needed at ${folder}. What was there before stays. Free some space and learn again.`
      : `What was learned could not be written to ${folder}: ${error instanceof Error ? error.message : String(error)}. What was there before stays.`;
    throw new ClozeError({ code: 'disk', message }, { cause: error });
  }
  return bytes.length;
}
