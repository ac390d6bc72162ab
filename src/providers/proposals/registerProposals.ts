import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands, proposalScheme } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showFailures } from '../../host/showFailures.js';
import { Proposals } from '../../sessions/proposals/proposals.js';
import { chosenProposal, proposalUri, proposalView } from './proposalView.js';

/** Changes that the writer looks at before they are made: their comparisons, and the commands in the title of these. */
export function registerProposals(log: Log): Disposable & { readonly proposals: Proposals } {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  const refresh = (id: string, { uri }: { readonly uri: string }): void => changed.fire(proposalUri(id, uri));
  const proposals = new Proposals({ ...proposalView, refresh }, vscode.l10n.t);
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(proposalScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ query }) => proposals.text(query),
    }),
  );
  const answer = (id: string, act: (proposal: string) => Promise<void>): void => {
    const run = async (resource: unknown): Promise<void> => {
      const proposal = chosenProposal(resource);
      if (proposal !== undefined) await showFailures(log, () => act(proposal));
    };
    store.add(vscode.commands.registerCommand(id, run));
  };
  answer(commands.acceptProposal, (proposal) => proposals.accept(proposal));
  answer(commands.discardProposal, (proposal) => proposals.discard(proposal));
  return { proposals, dispose: () => store.dispose() };
}
