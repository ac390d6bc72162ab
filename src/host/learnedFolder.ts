import * as vscode from 'vscode';

/** Where what was learned from the writing in this workspace is kept: in its own storage. `undefined` where no folder is open, or none on this machine. */
export function learnedFolderOf(workspaceStorage: vscode.Uri | undefined): vscode.Uri | undefined {
  return workspaceStorage?.scheme === 'file' ? vscode.Uri.joinPath(workspaceStorage, 'learned') : undefined;
}
