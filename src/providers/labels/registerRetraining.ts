import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showDone } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import { IdleWork } from '../../sessions/idleWork.js';
import type { LabelStore } from '../../sessions/labels/labelStore.js';
import { retrainClassifiers } from '../../sessions/labels/retrainClassifiers.js';
import { labelsUri, workspaceClassifiers } from './workspaceLabels.js';

export interface RegisterRetrainingDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether Cloze rests to save the battery. */
  readonly isPaused: () => boolean;
}

/** Keeps the classifiers of a workspace up to date with its labels, while nothing is typed. */
export function registerRetraining({ engine, clock, log, isPaused }: RegisterRetrainingDependencies, labels: LabelStore): Disposable {
  const store = new DisposableStore();
  const tell = (message: string, undo: () => Promise<readonly string[]>): void => {
    const run = (): Promise<void> => showFailures(log, async () => (await undo()).forEach(showBriefly));
    // Retraining does not wait until the message is read.
    void showDone(message, run);
  };
  const retraining = store.add(
    new IdleWork({
      clock,
      idleMs() {
        const { enable, 'labels.retrainMinutes': minutes } = readSettings();
        return enable && minutes > 0 && vscode.workspace.isTrusted ? minutes * 60_000 : undefined;
      },
      mayRun: () => !isPaused(),
      work: (token) => retrainClassifiers({ engine, labels, files: workspaceClassifiers, t: vscode.l10n.t, tell }, token),
      onFailure: (error) => log.write('warn', `Classifiers were not trained again: ${String(error)}`),
    }),
  );
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(`**/${labelSource}`));
  const changed = (uri: vscode.Uri): void => {
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    if (hasFolder && uri.toString() === labelsUri().toString()) retraining.changed();
  };
  store.add(watcher.onDidCreate(changed));
  store.add(watcher.onDidChange(changed));
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) retraining.typed();
    }),
  );
  return store;
}
