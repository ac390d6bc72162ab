import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.js';
import { plainText } from '../../host/documentText.js';
import { proposalScheme } from '../../host/ids.js';
import { askConsent, showOutcome } from '../../host/messages.js';

/** A change that the writer is to look at before it is made. */
export interface Proposal {
  readonly uri: vscode.Uri;
  /** The text that the change is for, with one character for the end of each line. */
  readonly source: string;
  readonly range: vscode.Range;
  readonly text: string;
  /** What the change brings; the title of the comparison. */
  readonly title: string;
  readonly question: string;
  /** The title of the button that makes the change. */
  readonly consent: string;
}

/**
 * Shows changes as a comparison of the document with what it would become. They are accepted or discarded in the title of the
 * comparison; a message offers to accept them as well.
 */
export class Proposals implements Disposable {
  readonly #open = new Map<string, Proposal>();
  readonly #texts = new Map<string, string>();
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(proposalScheme, {
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
  });
  #count = 0;

  /** Shows a change. Resolves when the comparison is open. */
  async offer(proposal: Proposal): Promise<void> {
    const document = await vscode.workspace.openTextDocument(proposal.uri);
    const proposed = vscode.Uri.from({ scheme: proposalScheme, path: proposal.uri.path, query: String(++this.#count) });
    this.#texts.set(proposed.toString(), changed(document, proposal));
    this.#open.set(proposed.toString(), proposal);
    await vscode.commands.executeCommand('vscode.diff', proposal.uri, proposed, proposal.title, { preview: true });
    // Not waited for: the comparison's title has the same buttons.
    void askConsent(proposal.question, proposal.consent).then((isAccepted) => (isAccepted ? this.accept(proposed) : undefined));
  }

  /** Makes a proposed change. Says so where it cannot be made any more. `proposed` is the right side of the comparison. */
  async accept(proposed: vscode.Uri): Promise<void> {
    const proposal = await this.#close(proposed);
    if (proposal === undefined) return;
    const document = await vscode.workspace.openTextDocument(proposal.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(proposal.uri, proposal.range, proposal.text);
    const isDone = plainText(document.getText()) === proposal.source && (await vscode.workspace.applyEdit(edit));
    if (isDone) await vscode.window.showTextDocument(document);
    else showOutcome(vscode.l10n.t('The text has changed in the meantime, so nothing was changed. Ask again.'));
  }

  /** Closes a comparison and leaves the text as it is. */
  async discard(proposed: vscode.Uri): Promise<void> {
    await this.#close(proposed);
  }

  dispose(): void {
    this.#provider.dispose();
  }

  async #close(proposed: vscode.Uri): Promise<Proposal | undefined> {
    const key = proposed.toString();
    const proposal = this.#open.get(key);
    this.#open.delete(key);
    await closeComparison(proposed);
    this.#texts.delete(key);
    // The message that offered the same is of no use any more.
    if (proposal !== undefined) await vscode.commands.executeCommand('notifications.hideToasts');
    return proposal;
  }
}

/** The proposed text of the comparison that is shown. */
export function shownProposal(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === proposalScheme ? input.modified : undefined;
}

function changed(document: vscode.TextDocument, { range: { start, end }, text }: Proposal): string {
  const whole = document.getText();
  return whole.slice(0, document.offsetAt(start)) + text + whole.slice(document.offsetAt(end));
}

async function closeComparison(proposed: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposed.toString());
  await vscode.window.tabGroups.close(shown);
}
