import * as vscode from 'vscode';
import { plainPosition, plainText } from '../../host/documentText.js';
import { proposalScheme } from '../../host/ids.js';
import { askConsent, showOutcome } from '../../host/messages.js';
import type { ProposalView } from '../../sessions/proposals/proposals.js';

/** Shows proposals as comparisons, but for telling the editor that the text of one has changed. */
export const proposalView: Omit<ProposalView, 'refresh'> = {
  open: async (id, { uri, title }) => {
    await vscode.commands.executeCommand('vscode.diff', vscode.Uri.parse(uri), proposalUri(id, uri), title, { preview: true });
  },
  close: async (id) => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter((tab) => proposalOf(tab) === id));
  },
  ask: askConsent,
  dismiss: async () => {
    await vscode.commands.executeCommand('notifications.hideToasts');
  },
  tell: showOutcome,
  read: async (uri) => plainText((await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText()),
  replace: async (uri, { start, end }, text) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(plainPosition(document, start), plainPosition(document, end)), text);
    return vscode.workspace.applyEdit(edit);
  },
  show: async (uri) => {
    await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  },
};

/** The right side of a comparison, with the id of its proposal. */
export function proposalUri(id: string, uri: string): vscode.Uri {
  return vscode.Uri.from({ scheme: proposalScheme, path: vscode.Uri.parse(uri).path, query: id });
}

/** The id of the proposal that a command names by the right side of its comparison, or of the one that is shown. */
export function chosenProposal(resource: unknown): string | undefined {
  if (resource instanceof vscode.Uri) return resource.query;
  return proposalOf(vscode.window.tabGroups.activeTabGroup.activeTab);
}

function proposalOf(tab: vscode.Tab | undefined): string | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === proposalScheme ? input.modified.query : undefined;
}
