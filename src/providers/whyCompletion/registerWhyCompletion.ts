import * as vscode from 'vscode';
import type { CompletionRecord } from '../../common/completionRecord.js';
import { commands, documentScheme } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { explanation } from './explanation.js';

/** "Cloze: Why This Completion?": a read-only page beside the text that follows the last suggestion. */
export function registerWhyCompletion(last: Latest<CompletionRecord | undefined>): vscode.Disposable {
  const uri = vscode.Uri.from({ scheme: documentScheme, path: `/${vscode.l10n.t('Why This Completion?')}` });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const follow = last.onDidChange(() => changed.fire(uri));
  const pages = vscode.workspace.registerTextDocumentContentProvider(documentScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => (last.value === undefined ? noneYet() : explanation(last.value, vscode.l10n.t)),
  });
  const command = vscode.commands.registerCommand(commands.whyCompletion, async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  });
  return vscode.Disposable.from(follow, changed, pages, command);
}

function noneYet(): string {
  return vscode.l10n.t('There has been no suggestion yet. Write in a prose document and look here again.');
}
