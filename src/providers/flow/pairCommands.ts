import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showOutcome } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import type { ChosenPair } from '../../sessions/flow/chosenPair.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import type { Proposal, Proposals } from '../../sessions/proposals/proposals.js';
import { chosenPair } from './target.js';

/**
 * What can be done about one sentence that does not follow: at the cursor, where the light bulb is, or from the view.
 * @param pair the pair that the panel shows
 */
export function registerPairCommands(
  session: FlowSession,
  pair: Latest<PairRecord | undefined>,
  proposals: Pick<Proposals, 'offer'>,
  log: Log,
): Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  const onPair = <T>(
    id: string,
    options: vscode.ProgressOptions,
    find: (chosen: ChosenPair, token: vscode.CancellationToken) => Promise<T>,
    show: (found: T) => unknown,
  ): void =>
    register(id, async (target, position) => {
      const chosen = chosenPair(session.results, target, position);
      if (chosen === undefined) return;
      await showFailures(log, async () => show(await vscode.window.withProgress(options, (_, token) => find(chosen, token))));
    });
  const offer = async (found: Proposal | string | undefined): Promise<void> => {
    if (typeof found === 'string') showOutcome(found);
    else if (found !== undefined) await proposals.offer(found);
  };
  const { Notification, Window } = vscode.ProgressLocation;
  const looking = { location: Notification, title: vscode.l10n.t('Cloze: looking for a better place'), cancellable: true };
  const writing = { location: Notification, title: vscode.l10n.t('Cloze: writing a linking sentence'), cancellable: true };
  const comparing = { location: Window, title: vscode.l10n.t('Cloze: comparing sentences') };
  onPair(commands.flowReorder, looking, (chosen, token) => session.order(chosen, token), offer);
  onPair(commands.flowLink, writing, (chosen, token) => session.link(chosen, token), offer);
  const showReasons = async (found: PairRecord | undefined): Promise<void> => {
    if (found === undefined) {
      showOutcome(vscode.l10n.t('Nothing is known about this sentence yet.'));
      return;
    }
    pair.value = found;
    await vscode.commands.executeCommand(commands.showProbabilities, 'pair');
  };
  onPair(commands.flowReasons, comparing, (chosen, token) => session.reasons(chosen, token), showReasons);
  return store;
}
