import * as vscode from 'vscode';
import { showWithHelp } from './messages.js';
import { readSettings } from './settings.js';

/**
 * Asks for the folder of a model, or one with several, and remembers it in the settings of the machine. The engine is set up again with
 * the next request.
 * @param next a command that goes on with it
 * @returns whether one was chosen
 */
export async function addModelFolder(next?: string): Promise<boolean> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('The Folder of a Model'),
      openLabel: vscode.l10n.t('Use This Folder'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (chosen === undefined) return false;
  const isOne = await isModel(chosen);
  if (!isOne && !(await holdsModels(chosen))) {
    const message = vscode.l10n.t('No model is in {0}. A model is a folder with config.json, tokenizer.json and files that end in .safetensors.', chosen.fsPath); // prettier-ignore
    void showWithHelp(message, { title: vscode.l10n.t('Choose Another Folder…'), run: () => addModelFolder(next) });
    return false;
  }
  const folder = (isOne ? vscode.Uri.joinPath(chosen, '..') : chosen).fsPath;
  const { modelFolders } = readSettings();
  if (!modelFolders.includes(folder)) {
    const settings = vscode.workspace.getConfiguration('cloze');
    await settings.update('modelFolders', [...modelFolders, folder], vscode.ConfigurationTarget.Global);
  }
  if (next !== undefined) await vscode.commands.executeCommand(next);
  return true;
}

async function isModel(folder: vscode.Uri): Promise<boolean> {
  return (await vscode.workspace.fs.readDirectory(folder)).some(([name]) => name === 'config.json');
}

async function holdsModels(folder: vscode.Uri): Promise<boolean> {
  for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
    if (type === vscode.FileType.Directory && (await isModel(vscode.Uri.joinPath(folder, name)))) return true;
  }
  return false;
}
