import * as vscode from 'vscode';
import { ClozeError } from '../common/clozeError.js';
import { readableText } from './readableText.js';

/**
 * The text of a file, UTF-8 or UTF-16; empty where there is none. Fails where there is one that cannot be read, so that it is neither taken for
 * none nor written again without what could not be read.
 */
export async function readIfThere(uri: vscode.Uri): Promise<string> {
  const bytes = await bytesIfThere(uri);
  const text = readableText(bytes);
  if (text !== undefined) return text;
  const name = vscode.workspace.asRelativePath(uri);
  throw new ClozeError({
    code: 'text-invalid',
    message: vscode.l10n.t('"{0}" is not valid UTF-8 text. Save it as UTF-8 and try again.', name),
  });
}

async function bytesIfThere(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return new Uint8Array();
    throw error;
  }
}
