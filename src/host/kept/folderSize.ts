import * as vscode from 'vscode';

export interface FolderSize {
  readonly bytes: number;
}

/** The size of all files below a folder; nothing where it does not exist. What vanishes meanwhile does not count. */
export async function folderSize(folder: vscode.Uri): Promise<FolderSize> {
  const { fs } = vscode.workspace;
  let bytes = 0;
  const entries = await fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  for (const [name, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory) bytes += (await folderSize(uri)).bytes;
    else if (type === vscode.FileType.File) {
      bytes += await fs.stat(uri).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return { bytes };
}
