import * as vscode from 'vscode';
import { maxFiles, proseEndings } from '../../sessions/flow/targets/checkTargets.js';
import { folderChoices } from '../../sessions/flow/targets/folderChoices.js';

interface FolderItem extends vscode.QuickPickItem {
  /** Absent for the item that opens the dialog. */
  readonly folder?: vscode.Uri;
}

/** The URIs of the files of prose in a folder, in the order of their names; one more than are checked where there are more. */
export async function proseFilesIn(folder: vscode.Uri): Promise<string[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${proseEndings.join()}}`);
  const files = await vscode.workspace.findFiles(pattern, undefined, maxFiles + 1);
  return files.map((uri) => uri.toString()).sort((a, b) => a.localeCompare(b));
}

/**
 * Asks which folder is to be checked: one that is open, one in it that has files of prose, or any other. Where there is but one, it is
 * not asked about.
 * @returns `undefined` where the reviewer has chosen none
 */
export async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const roots = vscode.workspace.workspaceFolders ?? [];
  const items = (await Promise.all(roots.map(itemsOf))).flat();
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

async function itemsOf({ uri, name }: vscode.WorkspaceFolder): Promise<FolderItem[]> {
  return folderChoices(uri.toString(), await proseFilesIn(uri)).map(({ folder, fileCount }, index): FolderItem => {
    const isRoot = index === 0;
    const own = isRoot ? uri : vscode.Uri.parse(folder);
    const description = fileCount === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', fileCount);
    const label = isRoot ? name : vscode.workspace.asRelativePath(own);
    return { label, description, folder: own, iconPath: new vscode.ThemeIcon(isRoot ? 'root-folder' : 'folder') };
  });
}

async function browse(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Check Flow'),
  });
  return chosen?.[0];
}
