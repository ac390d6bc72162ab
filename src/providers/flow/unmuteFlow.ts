import * as vscode from 'vscode';
import { askConsent, showOutcome } from '../../host/messages.js';
import { rangeOf } from './flowRange.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { MutedBy } from '../../sessions/flow/mutedBy.js';
import type { StoredMutes } from './storedMutes.js';

/**
 * Takes back what mutes a warning. A comment in the text is its writer's: it is shown, with a button that deletes it.
 * @throws ClozeError where the `.clozeignore` cannot be written
 */
export async function unmuteFlow(file: FileResults, found: FileCheck, by: MutedBy | undefined, mutes: StoredMutes): Promise<void> {
  const uri = vscode.Uri.parse(file.uri);
  switch (by?.kind) {
    case undefined:
      showOutcome(vscode.l10n.t('This sentence is not muted.'));
      return;
    case 'own':
      await mutes.remove(file.uri, by.mute);
      await file.remute();
      return;
    case 'shared':
      await unshare(uri, by, mutes);
      await file.remute();
      return;
    case 'comment':
      // Not waited for: the message may stay unread.
      void showComment(uri, rangeOf(found.lines, by.span));
  }
}

async function unshare(uri: vscode.Uri, { file, line }: MutedBy & { kind: 'shared' }, mutes: StoredMutes): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file));
  if (line !== undefined && line < document.lineCount && !document.isDirty) {
    await mutes.unshare(uri, document.lineAt(line).text);
    return;
  }
  await vscode.window.showTextDocument(document);
  showOutcome(vscode.l10n.t('A pattern in this file mutes the whole document. Delete its line to see the warnings again.'));
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
