import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowChecker } from '../../writing/flow/check/flowChecker.js';
import { type ChosenPair, chosenPair } from './chosenPair.js';
import { proposeLink } from './linkingSentence.js';
import { type Proposal, Proposals, shownProposal } from './proposals.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { proposeOrder } from './sentenceOrder.js';
import { showReasons } from './showReasons.js';

export interface PairCommandDependencies {
  readonly results: FlowResults;
  readonly engine: Pick<EngineApi, 'complete'>;
  readonly checker: FlowChecker;
  /** The pair that the panel shows. */
  readonly pair: Latest<PairRecord | undefined>;
  readonly log: Log;
}

/** What can be done about one sentence that does not follow: at the cursor, where the light bulb is, or from the view. */
export function registerPairCommands({ results, engine, checker, pair, log }: PairCommandDependencies): Disposable {
  const store = new DisposableStore();
  const proposals = store.add(new Proposals());
  const register = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  const propose = (
    id: string,
    title: string,
    write: (chosen: ChosenPair, token: vscode.CancellationToken) => Promise<Proposal | undefined>,
  ): void =>
    register(id, async (target, position) => {
      const chosen = chosenPair(results, target, position);
      if (chosen === undefined) return;
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      await showFailures(log, async () => {
        const proposal = await vscode.window.withProgress(options, (_, token) => write(chosen, token));
        if (proposal !== undefined) await proposals.offer(proposal);
      });
    });
  propose(commands.flowReorder, vscode.l10n.t('Cloze: looking for a better place'), (chosen, token) =>
    proposeOrder(chosen, checker, token),
  );
  propose(commands.flowLink, vscode.l10n.t('Cloze: writing a linking sentence'), (chosen, token) => proposeLink(chosen, engine, checker, token)); // prettier-ignore
  register(commands.flowReasons, async (target, position) => {
    const chosen = chosenPair(results, target, position);
    if (chosen === undefined) return;
    const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Cloze: comparing sentences') };
    await showFailures(log, async () => vscode.window.withProgress(options, (_, token) => showReasons(chosen, checker, pair, token)));
  });
  const answer = (id: string, act: (proposed: vscode.Uri) => Promise<void>): void =>
    register(id, async (resource) => {
      const proposed = resource instanceof vscode.Uri ? resource : shownProposal();
      if (proposed !== undefined) await showFailures(log, () => act(proposed));
    });
  answer(commands.flowAcceptProposal, (proposed) => proposals.accept(proposed));
  answer(commands.flowDiscardProposal, (proposed) => proposals.discard(proposed));
  return store;
}
