import * as vscode from 'vscode';
import { proseFilesIn } from './checkTargets.js';

interface FolderItem extends vscode.QuickPickItem {
  /** Absent for the item that opens the dialog. */
  readonly folder?: vscode.Uri;
}

/**
 * Asks which folder is to be checked: one that is open, one in it that has files of prose, or any other. Where there is but one, it is
 * not asked about.
 * @returns `undefined` where the reviewer has chosen none
 */
export async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const roots = vscode.workspace.workspaceFolders ?? [];
  const items = (await Promise.all(roots.map(({ uri }) => itemsOf(uri)))).flat();
  const [only] = items;
  if (items.length === 1) return only?.folder;
  if (items.length === 0) return browse();
  const other: FolderItem = { label: vscode.l10n.t('Choose Another Folder…'), iconPath: new vscode.ThemeIcon('folder-opened') };
  const chosen = await vscode.window.showQuickPick([...items, other], {
    title: vscode.l10n.t('Check Flow of Folder'),
    placeHolder: vscode.l10n.t('Which folder do you want to check?'),
  });
  return chosen === other ? browse() : chosen?.folder;
}

/** A folder that is open, and those in it that have files of prose, with how many. */
async function itemsOf(root: vscode.Uri): Promise<FolderItem[]> {
  const counts = new Map<string, number>([[root.toString(), 0]]);
  for (const file of await proseFilesIn(root)) {
    for (let folder = parentOf(file); folder.path.length >= root.path.length; folder = parentOf(folder)) {
      counts.set(folder.toString(), (counts.get(folder.toString()) ?? 0) + 1);
      if (folder.path === parentOf(folder).path) break;
    }
  }
  return [...counts].sort().map(([uri, count]) => {
    const folder = vscode.Uri.parse(uri);
    const isRoot = uri === root.toString();
    const name = isRoot ? (vscode.workspace.getWorkspaceFolder(root)?.name ?? root.path) : vscode.workspace.asRelativePath(folder);
    const files = count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count);
    return { label: name, description: files, folder, iconPath: new vscode.ThemeIcon(isRoot ? 'root-folder' : 'folder') };
  });
}

function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

async function browse(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Check Flow'),
  });
  return chosen?.[0];
}
