import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowChecker } from '../../text/flow/check/flowChecker.js';
import { type ChosenPair, chosenPair } from './chosenPair.js';
import type { FlowSessions } from './flowSessions.js';
import { proposeLink } from './linkingSentence.js';
import { muteFlow } from './muteFlow.js';
import { type Proposal, Proposals } from './proposals.js';
import { proposeOrder } from './sentenceOrder.js';
import { showReasons } from './showReasons.js';
import type { StoredMutes } from './storedMutes.js';

export interface PairCommandDependencies {
  readonly sessions: FlowSessions;
  readonly engine: Pick<EngineApi, 'complete'>;
  readonly checker: FlowChecker;
  readonly mutes: StoredMutes;
  /** The pair that the panel shows. */
  readonly pair: Latest<PairRecord | undefined>;
  readonly log: Log;
}

/** What can be done about one sentence that does not follow: at the caret, or where the light bulb is. */
export function registerPairCommands({ sessions, engine, checker, mutes, pair, log }: PairCommandDependencies): Disposable {
  const store = new DisposableStore();
  const proposals = store.add(new Proposals());
  const aboutPair = (
    id: string,
    title: string,
    act: (chosen: ChosenPair, token: vscode.CancellationToken, argument: unknown) => Promise<Proposal | undefined>,
  ): void => {
    const run = async (uri: unknown, position: unknown, argument: unknown): Promise<void> => {
      const chosen = chosenPair(sessions, uri, position);
      if (chosen === undefined) return;
      const options = { location: vscode.ProgressLocation.Window, title };
      const proposal = await showFailures(log, async () => vscode.window.withProgress(options, (_, token) => act(chosen, token, argument)));
      if (proposal !== undefined) await proposals.offer(proposal);
    };
    store.add(vscode.commands.registerCommand(id, run));
  };
  aboutPair(commands.flowReasons, vscode.l10n.t('Cloze: comparing sentences'), async (chosen, token) => {
    await showReasons(chosen, checker, pair, token);
    return undefined;
  });
  aboutPair(commands.flowReorder, vscode.l10n.t('Cloze: looking for a better place'), (chosen, token) =>
    proposeOrder(chosen, checker, token),
  );
  aboutPair(commands.flowLink, vscode.l10n.t('Cloze: writing a linking sentence'), (chosen, token) =>
    proposeLink(chosen, engine, checker, token),
  );
  aboutPair(commands.flowMute, vscode.l10n.t('Cloze: muting'), async (chosen, _token, what) => {
    await muteFlow(chosen, what, mutes);
    sessions.get(chosen.document)?.refresh();
    return undefined;
  });
  return store;
}
