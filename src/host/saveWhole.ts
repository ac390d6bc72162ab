import * as vscode from 'vscode';

/**
 * Writes a file whole or not at all: where the disk is full, what stood there before stays. What is not finished has a name that cannot be
 * guessed, so that no link can lie in wait there.
 */
export async function saveWhole(uri: vscode.Uri, content: string): Promise<void> {
  const { fs } = vscode.workspace;
  const part = vscode.Uri.joinPath(uri, '..', `.${crypto.randomUUID()}.part`);
  try {
    await fs.writeFile(part, new TextEncoder().encode(content));
    await fs.rename(part, uri, { overwrite: true });
  } catch (error) {
    await fs.delete(part).then(undefined, () => undefined);
    throw error;
  }
}
