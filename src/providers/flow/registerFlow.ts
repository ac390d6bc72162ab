import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { ClozeError } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands, flowViewId } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showLack, showOff } from '../../host/messages.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { FlowChecker } from '../../text/flow/check/flowChecker.js';
import { checkFlow } from './checkFlow.js';
import { changedTarget, type CheckTarget, folderTargets } from './checkTargets.js';
import { exportFlow } from './exportFlow.js';
import { FlowActions } from './flowActions.js';
import { FlowSessions } from './flowSessions.js';
import { FlowTree } from './flowTree.js';
import { goToFinding } from './goToFinding.js';
import { registerPairCommands } from './pairCommands.js';
import { StoredMutes } from './storedMutes.js';

export interface FlowDependencies {
  readonly engine: Pick<EngineApi, 'ratePairs' | 'complete'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The workspace's own storage, for mutes. */
  readonly storage: vscode.Memento;
  /** Whether nothing is checked unasked in a document. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  /** The pair that the panel shows. */
  readonly pair: Latest<PairRecord | undefined>;
  /** The version of the extension. */
  readonly version: string;
}

/** The flow check: warnings in the text, what can be done about them, and the Flow view. Nothing is checked before somebody wants it. */
export function registerFlow({ engine, clock, log, storage, isPaused, pair, version }: FlowDependencies): Disposable {
  const store = new DisposableStore();
  const checker = new FlowChecker((request, token) => engine.ratePairs(request, token));
  const mutes = new StoredMutes(storage);
  const onFailure = (error: unknown): void => {
    if (error instanceof ClozeError && error.code === 'engine-closed') return;
    log.write('warn', `No flow check: ${error instanceof Error ? error.message : String(error)}`);
  };
  const sessions = store.add(new FlowSessions({ checker, mutes, clock, onFailure }, isPaused));
  store.add(vscode.window.registerTreeDataProvider(flowViewId, new FlowTree(sessions)));
  store.add(vscode.languages.registerCodeActionsProvider('*', new FlowActions(), { providedCodeActionKinds: FlowActions.kinds }));
  const told = new Set<string>();
  let models = usedModels();
  store.add(
    onDidChangeSettings(() => {
      if (usedModels() === models) return;
      models = usedModels();
      checker.clear();
    }),
  );

  const command = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  const check = async (
    targets: () => Promise<readonly CheckTarget[]>,
    none = vscode.l10n.t('There is nothing to check.'),
  ): Promise<void> => {
    if (!readSettings().enable) return showOff();
    const found = await targets();
    if (found.length === 0) {
      showBriefly(none);
      return;
    }
    await checkFlow(found, sessions, checker.ratings.missing, log);
    for (const [signal, reason] of checker.ratings.missing) {
      if (told.has(reason)) continue;
      told.add(reason);
      void showLack(reason, signal === 'next-sentence' ? 'cloze.encoderModel' : 'cloze.model');
    }
  };
  command(commands.checkFlow, () => check(() => Promise.resolve(activeDocuments())));
  command(commands.checkFlowFolder, (uri) => check(() => targetsOfFolder(uri)));
  command(commands.checkFlowChanges, () =>
    check(
      targetsOfChanges,
      vscode.l10n.t('The document is in no Git repository that is open in the editor: it is not known what has changed.'),
    ),
  );
  command(commands.flowNext, () => goToFinding(sessions, 1));
  command(commands.flowPrevious, () => goToFinding(sessions, -1));
  command(commands.flowExport, (format) => exportFlow(sessions, version, format));
  command(commands.flowShowPair, showPair);
  store.add(registerPairCommands({ sessions, engine, checker, mutes, pair, log }));
  return store;
}

/** What results depend on beside the text. */
function usedModels(): string {
  const { model, encoderModel } = readSettings();
  return JSON.stringify([model, encoderModel]);
}

function activeDocuments(): readonly CheckTarget[] {
  const document = vscode.window.activeTextEditor?.document;
  return document === undefined ? [] : [{ document }];
}

async function targetsOfFolder(uri: unknown): Promise<readonly CheckTarget[]> {
  const folder = uri instanceof vscode.Uri ? uri : vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? [] : folderTargets(folder);
}

async function targetsOfChanges(): Promise<readonly CheckTarget[]> {
  const [target] = activeDocuments();
  const changed = target && (await changedTarget(target.document));
  return changed === undefined ? [] : [changed];
}

async function showPair(uri: unknown, range: unknown): Promise<void> {
  if (uri instanceof vscode.Uri && range instanceof vscode.Range) await vscode.window.showTextDocument(uri, { selection: range });
}
