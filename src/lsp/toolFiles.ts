import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { badRequest } from '../common/badRequest.js';
import type { ToolFile } from '../tools/tool.js';
import type { Documents } from './documents.js';
import { pathIn, pathOf, readTextFile } from './files.js';
import { fileLanguage } from './text/documentLanguage.js';

/** A file that a command names, by its URI or its path, as the client has it open or as it is on the disk. The client may read what its user may. */
export async function readToolFile(file: string, documents: Documents, folders: readonly string[]): Promise<ToolFile> {
  const [folder] = folders;
  const uri = /^[a-z][a-z0-9+.-]+:/i.test(file) ? file : pathToFileURL(path.resolve(pathOf(folder ?? '') ?? '.', file)).href;
  const name = (folder === undefined ? undefined : pathIn(folder, uri)) ?? pathOf(uri) ?? uri;
  const open = documents.get(uri);
  if (open !== undefined) return { name, text: open.text, language: documents.languageOf(open).rules };
  const text = await readTextFile(uri).catch((error: unknown) => {
    throw badRequest(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  });
  return { name, text, language: fileLanguage(uri) };
}
