import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodeText } from '../engine/tables/decodeText.js';
import { isProseFile } from '../sessions/flow/targets/checkTargets.js';
import { plainText } from './text/openDocument.js';

/** The path of a file's URI; `undefined` for URIs of other kinds, such as those of documents that were never saved. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** The text of a file with one character for the end of each line. Rejects where it is gone, or not a text. */
export async function readTextFile(uri: string): Promise<string> {
  const file = pathOf(uri);
  if (file === undefined) throw new Error(`${uri} is not a file.`);
  return plainText(decodeText(await readFile(file), file));
}

/** The same; empty where there is no such file. */
export async function readTextFileIfThere(uri: string): Promise<string> {
  try {
    return await readTextFile(uri);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** The path of a file relative to a folder, with `/`; `undefined` where it is not in it. Both are URIs. */
export function pathIn(folder: string, uri: string): string | undefined {
  const [from, to] = [pathOf(folder), pathOf(uri)];
  if (from === undefined || to === undefined) return undefined;
  const relative = path.relative(from, to);
  const isOutside = relative === '' || relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return isOutside ? undefined : relative.split(path.sep).join('/');
}

/** Folders that hold what programs make, not what people write. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'target', '__pycache__']);

/** The URIs of the files of prose in a folder and in its folders, in the order of their names; no hidden ones, and no link is followed. */
export async function proseFilesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  const visit = async (inside: string): Promise<void> => {
    const entries = await readdir(inside, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
      const full = path.join(inside, entry.name);
      if (entry.isDirectory()) await visit(full);
      else if (entry.isFile() && isProseFile(entry.name)) files.push(pathToFileURL(full).href);
    }
  };
  const top = pathOf(folder);
  if (top !== undefined) await visit(top);
  return files;
}
