import * as vscode from 'vscode';
import { commands, isPausedKey } from '../../host/ids.js';
import { showBriefly } from '../../host/messages.js';
import { folderName, type Pauses } from '../../host/pauses.js';
import { timeOfDay } from '../../host/timeOfDay.js';

const hourMs = 3_600_000;

/** Commands that switch off what Cloze does on its own in a file, in a folder or for an hour, and on again. */
export function registerPauseCommands(pauses: Pauses): vscode.Disposable {
  const tellEditor = (): void => {
    void vscode.commands.executeCommand('setContext', isPausedKey, pauses.until !== undefined);
    // What is shown already was suggested before.
    void vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
  };
  tellEditor();
  return vscode.Disposable.from(
    pauses.onDidChange(tellEditor),
    vscode.commands.registerCommand(commands.toggleFile, () => onDocument((document) => toggleFile(document, pauses))),
    vscode.commands.registerCommand(commands.toggleFolder, () => onDocument((document) => toggleFolder(document, pauses))),
    vscode.commands.registerCommand(commands.pauseHour, () => {
      pauses.pauseFor(hourMs);
      showBriefly(vscode.l10n.t('Paused until {0}.', timeOfDay(pauses.until ?? 0)));
    }),
    vscode.commands.registerCommand(commands.resume, () => {
      pauses.resume();
      showBriefly(vscode.l10n.t('Cloze makes suggestions again.'));
    }),
  );
}

function onDocument(run: (document: string) => void): void {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
  else run(uri.toString());
}

function toggleFile(document: string, pauses: Pauses): void {
  showBriefly(pauses.toggleFile(document) ? vscode.l10n.t('Off in this file.') : vscode.l10n.t('On in this file.'));
}

function toggleFolder(document: string, pauses: Pauses): void {
  const toggled = pauses.toggleFolderOf(document);
  if (toggled === undefined) {
    showBriefly(vscode.l10n.t('This document is in no folder yet. Save it first.'));
    return;
  }
  const name = folderName(toggled.folder);
  showBriefly(toggled.isOff ? vscode.l10n.t('Off in the folder "{0}".', name) : vscode.l10n.t('On in the folder "{0}".', name));
}
