import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { showRefusal } from '../../host/messages.js';

/** Says that nothing is known about the document, and offers to check it. */
export function showNotChecked(): void {
  const run = (): Thenable<unknown> => vscode.commands.executeCommand(commands.checkFlow);
  void showRefusal(vscode.l10n.t('The flow of this document has not been checked yet.'), { title: vscode.l10n.t('Check Flow'), run });
}
