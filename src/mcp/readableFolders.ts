import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { badRequest } from '../common/badRequest.js';
import { languageOf } from '../cli/input/fileLanguage.js';
import { decodeText } from '../engine/tables/decodeText.js';
import type { ToolFile } from '../tools/tool.js';
import { clozeIgnoreName } from '../writing/flow/mutes/clozeIgnore.js';

/** More than any manuscript. */
const maxBytes = 64 * 1024 * 1024;

/** What an agent may read: files in all of these sets of folders, where each set has to hold the file in one of its folders. */
export interface Readable {
  /** The folders of each set, as absolute paths. */
  readonly sets: readonly (readonly string[])[];
  /** The folder that relative paths start from. */
  readonly base: string;
}

/**
 * Reads a file that an agent names. Links are followed first: what counts is where the file is.
 * @throws ClozeError where it is not there, no file, or outside the folders
 */
export async function readToolFile(given: string, { sets, base }: Readable): Promise<ToolFile> {
  if (sets.every((folders) => folders.length === 0))
    throw badRequest('No folder is open to Cloze, so it reads no files. Give the text itself, or name a folder: cloze mcp FOLDER');
  const wanted = path.resolve(base, given);
  const real = await realpath(wanted).catch(() => undefined);
  // What is outside is not told apart from what is not there: that would be known then.
  const folder = real === undefined ? undefined : await folderOf(real, sets);
  if (real === undefined || folder === undefined) throw badRequest(`${given} is not a file in the open folders.`);
  const { size, isFile } = await stat(real).then((found) => ({ size: found.size, isFile: found.isFile() }));
  if (!isFile) throw badRequest(`${given} is not a file. Name a file in it.`);
  if (size > maxBytes) throw badRequest(`${given} has ${Math.round(size / 1048576)} MB; at most ${maxBytes / 1048576} MB are read.`);
  const text = decodeText(await readFile(real), given);
  const ignored = await readFile(path.join(folder, clozeIgnoreName), 'utf8').catch(() => undefined);
  const inside = path.relative(folder, real).split(path.sep).join('/');
  return {
    name: path.relative(base, wanted).startsWith('..') ? wanted : path.relative(base, wanted).split(path.sep).join('/'),
    text,
    language: languageOf(real),
    ...(ignored !== undefined && { ignored: { text: ignored, path: inside } }),
  };
}

/** The innermost of the folders that hold a file; `undefined` where it is outside one of the sets. */
async function folderOf(real: string, sets: readonly (readonly string[])[]): Promise<string | undefined> {
  let innermost: string | undefined;
  for (const folders of sets) {
    const resolved = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
    const holding = resolved.filter((folder) => folder !== undefined && isInside(real, folder)) as string[];
    const [longest] = holding.sort((a, b) => b.length - a.length);
    if (longest === undefined) return undefined;
    if (innermost === undefined || longest.length > innermost.length) innermost = longest;
  }
  return innermost;
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
