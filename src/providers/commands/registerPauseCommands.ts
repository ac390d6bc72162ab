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
    vscode.commands.registerCommand(commands.toggleFile, () => onFile((uri) => toggleFile(uri, pauses))),
    vscode.commands.registerCommand(commands.toggleFolder, () => onFile((uri) => toggleFolder(uri, pauses))),
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

function onFile(run: (uri: vscode.Uri) => void): void {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
  else run(uri);
}

function toggleFile(uri: vscode.Uri, pauses: Pauses): void {
  pauses.toggleFile(uri.toString());
  const isOff = pauses.of(uri.toString())?.kind === 'file';
  showBriefly(isOff ? vscode.l10n.t('Off in this file.') : vscode.l10n.t('On in this file.'));
}

/** The folder that is off, where the file is in one; its own folder otherwise. */
function toggleFolder(uri: vscode.Uri, pauses: Pauses): void {
  if (uri.scheme === 'untitled') {
    showBriefly(vscode.l10n.t('This document is in no folder yet. Save it first.'));
    return;
  }
  const folder = pauses.folderOf(uri.toString()) ?? uri.toString().slice(0, uri.toString().lastIndexOf('/'));
  const wasOff = pauses.folderOf(uri.toString()) !== undefined;
  pauses.toggleFolder(folder);
  const name = folderName(folder);
  showBriefly(wasOff ? vscode.l10n.t('On in the folder "{0}".', name) : vscode.l10n.t('Off in the folder "{0}".', name));
}
