import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { badRequest } from '../common/badRequest.js';

/** A document of the workspace that an agent names. */
export interface WorkspaceFile {
  readonly document: vscode.TextDocument;
  /** Its path in the workspace. */
  readonly name: string;
  /** The folder of the workspace that it is in, and its path there. */
  readonly folder: vscode.Uri;
  readonly path: string;
}

/**
 * Opens a file by its path, absolute or relative to a folder of the workspace. Links are followed first: what counts is where the file is.
 * @throws ClozeError where it is not there, or outside the folders of the workspace
 */
export async function workspaceFile(path: string): Promise<WorkspaceFile> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
  const candidates = isAbsolute ? [vscode.Uri.file(path)] : folders.map(({ uri }) => vscode.Uri.joinPath(uri, path));
  for (const uri of candidates) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined || !(await isReallyIn(folder.uri, uri))) continue;
    const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    if (document === undefined) continue;
    return {
      document,
      name: vscode.workspace.asRelativePath(uri),
      folder: folder.uri,
      path: vscode.workspace.asRelativePath(uri, false),
    };
  }
  throw badRequest(`${path} is not a text file in the open folders.`);
}

async function isReallyIn(folder: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  // Other file systems have no links that lead out of them.
  if (uri.scheme !== 'file') return true;
  const [outer, inner] = await Promise.all([folder, uri].map(({ fsPath }) => realpath(fsPath).catch(() => undefined)));
  if (outer === undefined || inner === undefined) return false;
  const [from, to] = [vscode.Uri.file(outer).path, vscode.Uri.file(inner).path];
  return to.startsWith(from.endsWith('/') ? from : `${from}/`);
}
