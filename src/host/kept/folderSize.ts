import * as vscode from 'vscode';

/** The size of all files below a folder, in bytes; nothing where it does not exist. What vanishes meanwhile does not count. */
export async function folderSize(folder: vscode.Uri): Promise<number> {
  const { fs } = vscode.workspace;
  let bytes = 0;
  const entries = await fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  for (const [name, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory) bytes += await folderSize(uri);
    else if (type === vscode.FileType.File) {
      bytes += await fs.stat(uri).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}
