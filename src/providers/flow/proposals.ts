import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.js';
import { proposalScheme } from '../../host/ids.js';
import { askConsent, showBriefly } from '../../host/messages.js';

/** A change that the writer is to look at before it is made. */
export interface Proposal {
  readonly document: vscode.TextDocument;
  /** The version of the document that `range` is about. */
  readonly version: number;
  readonly range: vscode.Range;
  readonly text: string;
  /** What the change brings; the title of the comparison. */
  readonly title: string;
  readonly question: string;
  /** The title of the button that makes the change. */
  readonly consent: string;
}

/** Shows changes as a comparison of the document with what it would become, and makes those that the writer takes. */
export class Proposals implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(proposalScheme, {
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
  });
  #count = 0;

  /** Asks about a change; resolves when the writer has answered. */
  async offer({ document, version, range, text, title, question, consent }: Proposal): Promise<void> {
    const proposed = vscode.Uri.from({ scheme: proposalScheme, path: document.uri.path, query: String(++this.#count) });
    this.#texts.set(proposed.toString(), changed(document, range, text));
    await vscode.commands.executeCommand('vscode.diff', document.uri, proposed, title, { preview: true });
    const isTaken = await askConsent(question, consent);
    await closeComparison(proposed);
    this.#texts.delete(proposed.toString());
    if (!isTaken) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, text);
    const isDone = document.version === version && (await vscode.workspace.applyEdit(edit));
    if (!isDone) showBriefly(vscode.l10n.t('The text has changed meanwhile. Ask again.'));
  }

  dispose(): void {
    this.#provider.dispose();
  }
}

function changed(document: vscode.TextDocument, { start, end }: vscode.Range, text: string): string {
  const whole = document.getText();
  return whole.slice(0, document.offsetAt(start)) + text + whole.slice(document.offsetAt(end));
}

async function closeComparison(proposed: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposed.toString());
  await vscode.window.tabGroups.close(shown);
}
