import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';

/** Shows a notification while something is classified, with a button to give it up. `tell` says in a few words how far it is. */
export function whileClassifying<T>(work: (tell: (message: string) => void, token: CancellationToken) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: classifying'), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, (progress, token) => work((message) => progress.report({ message }), token)));
}
