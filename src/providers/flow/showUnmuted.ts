import * as vscode from 'vscode';
import { askConsent, showOutcome } from '../../host/messages.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { Unmuted } from '../../sessions/flow/mutes/unmute.js';
import { rangeOf } from './flowRange.js';

/** Shows what is left for the writer to do after a mute was taken back. A comment is shown with a button that deletes it. */
export async function showUnmuted(unmuted: Unmuted, { uri }: FileResults, { lines }: FileCheck): Promise<void> {
  switch (unmuted.kind) {
    case 'done':
      return;
    case 'nothing':
      showOutcome(vscode.l10n.t('This sentence is not muted.'));
      return;
    case 'line':
      await vscode.window.showTextDocument(vscode.Uri.parse(unmuted.file));
      showOutcome(vscode.l10n.t('A pattern in this file mutes the whole document. Delete its line to see the warnings again.'));
      return;
    case 'comment':
      // Not waited for: the message may stay unread.
      void showComment(vscode.Uri.parse(uri), rangeOf(lines, unmuted.span));
  }
}

async function showComment(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri, { selection: range });
  const before = editor.document.getText(range);
  const message = vscode.l10n.t('This comment mutes the warning. Without it, you see the warning again.');
  if (!(await askConsent(message, vscode.l10n.t('Delete Comment')))) return;
  const edit = new vscode.WorkspaceEdit();
  edit.delete(uri, range);
  const isDone = editor.document.getText(range) === before && (await vscode.workspace.applyEdit(edit));
  if (!isDone) showOutcome(vscode.l10n.t('The text has changed in the meantime. Delete the comment in the text.'));
}
