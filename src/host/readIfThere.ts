import * as vscode from 'vscode';
import { encodingOf } from '../common/textEncoding.js';

/** The text of a file, UTF-8 or UTF-16; empty where there is none. Fails where there is one that cannot be read, so that it is not taken for none. */
export async function readIfThere(uri: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}
