import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { ClozeError } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands, storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showLack } from '../../host/messages.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { FlowChecker } from '../../writing/flow/check/flowChecker.js';
import { registerCheckCommands } from './checkCommands.js';
import { exportFlow } from './exportFlow.js';
import { fileTextOf, openDocument } from './fileText.js';
import { FlowActions } from './flowActions.js';
import { FlowView } from './flowView.js';
import { FollowEditor, visibleSpan } from './followEditor.js';
import { goToFinding } from './goToFinding.js';
import { registerMuteCommands } from './muteCommands.js';
import { registerPairCommands } from './pairCommands.js';
import { publishWarnings } from './publishWarnings.js';
import { FlowResults } from '../../sessions/flow/flowResults.js';
import { StoredMutes } from './storedMutes.js';
import { registerViewCommands } from './viewCommands.js';

export interface FlowDependencies {
  readonly engine: Pick<EngineApi, 'ratePairs' | 'complete'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The workspace's own storage, for mutes. */
  readonly storage: WorkspaceStorage;
  /** Whether nothing is checked unasked in a document. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  /** The pair that the panel shows. */
  readonly pair: Latest<PairRecord | undefined>;
  /** The version of the extension. */
  readonly version: string;
}

/** The flow check: warnings in the text, what can be done about them, and the Flow view. Nothing is checked before it is asked for. */
export function registerFlow({ engine, clock, log, storage, isPaused, pair, version }: FlowDependencies): Disposable {
  const store = new DisposableStore();
  const checker = new FlowChecker((request, token) => engine.ratePairs(request, token));
  const mutes = new StoredMutes(storage);
  const onFailure = (error: unknown): void => {
    if (error instanceof ClozeError && error.code === 'engine-closed') return;
    log.write('warn', `No flow check: ${error instanceof Error ? error.message : String(error)}`);
  };
  const openText = (uri: string): ReturnType<typeof fileTextOf> | undefined => {
    const document = openDocument(uri);
    return document && fileTextOf(document);
  };
  const results = store.add(new FlowResults({ checker, mutes, clock, t: vscode.l10n.t, openText, visibleSpan, onFailure }));
  store.add(publishWarnings(results));
  const view = store.add(new FlowView(results));
  store.add(new FollowEditor(results, mutes, isPaused));
  store.add(
    storage.onDidForget((key) => {
      if (key === storageKeys.flowMutes) for (const file of results.all) void file.remute();
    }),
  );
  store.add(vscode.languages.registerCodeActionsProvider('*', new FlowActions(results), { providedCodeActionKinds: FlowActions.kinds }));
  store.add(forgetOtherModels(checker));

  const told = new Set<string>();
  const onChecked = (outcome: string | undefined): void => {
    if (outcome !== undefined) view.showOutcome(outcome);
    for (const [signal, reason] of checker.ratings.missing) {
      if (told.has(reason)) continue;
      told.add(reason);
      void showLack(reason, signal === 'next-sentence' ? 'cloze.encoderModel' : 'cloze.model');
    }
  };
  store.add(registerCheckCommands({ results, missing: () => checker.ratings.missing, log, onChecked }));
  store.add(registerPairCommands({ results, engine, checker, pair, log }));
  store.add(registerMuteCommands(results, mutes, log));
  store.add(registerViewCommands(results, view));
  const command = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  command(commands.flowNext, () => goToFinding(results, 1));
  command(commands.flowPrevious, () => goToFinding(results, -1));
  command(commands.flowExport, (format) => exportFlow(results, version, format));
  return store;
}

/** What was measured with one model says nothing about another. */
function forgetOtherModels(checker: FlowChecker): Disposable {
  const used = (): string => {
    const { model, encoderModel } = readSettings();
    return JSON.stringify([model, encoderModel]);
  };
  let models = used();
  return onDidChangeSettings(() => {
    if (used() === models) return;
    models = used();
    checker.clear();
  });
}
