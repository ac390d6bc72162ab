import * as vscode from 'vscode';

/** The text of a file; empty where there is none. Fails where there is one that cannot be read, so that it is not taken for none. */
export async function readIfThere(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}
