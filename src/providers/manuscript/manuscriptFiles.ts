import * as vscode from 'vscode';
import type { LearnRequest } from '../../common/methods/manuscript.js';
import { readIfThere } from '../../host/readIfThere.js';
import { languageOfFile } from '../../prose/markup/languageOfFile.js';
import { proseEndings } from '../../sessions/flow/targets/checkTargets.js';
import { type ClozeIgnore, clozeIgnoreName, readClozeIgnore } from '../../writing/flow/mutes/clozeIgnore.js';

/** The files that a manuscript usually has. */
export const usualPattern = `**/*.{${proseEndings.join()}}`;

/** More are no manuscript. */
const maxFiles = 5000;

/** The files of the workspace that a pattern names, without those that a `.clozeignore` leaves out, in the order of their names: chapter 2 before 10. */
export async function manuscriptFiles(pattern: string): Promise<LearnRequest['sources']> {
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', maxFiles);
  const ignores = new Map<string, ClozeIgnore>();
  const files: LearnRequest['sources'][number][] = [];
  for (const uri of found) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined || uri.scheme !== 'file') continue;
    const key = folder.uri.toString();
    const ignore = ignores.get(key) ?? readClozeIgnore(await readIfThere(vscode.Uri.joinPath(folder.uri, clozeIgnoreName)));
    ignores.set(key, ignore);
    if (ignore.leavesOut(vscode.workspace.asRelativePath(uri, false))) continue;
    files.push({ path: uri.fsPath, name: vscode.workspace.asRelativePath(uri), language: languageOf(uri) });
  }
  return files.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** As the editor reads it where it is open. */
function languageOf(uri: vscode.Uri): string {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.languageId ?? languageOfFile(uri.path);
}
