import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Log } from '../../host/log.js';
import { readSettings } from '../../host/settings.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import { IdleRetraining } from '../../sessions/labels/idleRetraining.js';
import { retrainClassifiers } from './retrainClassifiers.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

export interface RegisterRetrainingDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether Cloze rests to save the battery. */
  readonly isPaused: () => boolean;
}

/** Keeps the classifiers of a workspace up to date with its labels, while nobody types. */
export function registerRetraining({ engine, clock, log, isPaused }: RegisterRetrainingDependencies, labels: WorkspaceLabels): Disposable {
  const store = new DisposableStore();
  const retraining = store.add(
    new IdleRetraining({
      clock,
      idleMs() {
        const { enable, 'labels.retrainMinutes': minutes } = readSettings();
        return enable && minutes > 0 && vscode.workspace.isTrusted ? minutes * 60_000 : undefined;
      },
      mayRun: () => !isPaused(),
      retrain: (token) => retrainClassifiers(engine, labels, log, token),
      onFailure: (error) => log.write('warn', `Classifiers were not trained again: ${String(error)}`),
    }),
  );
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(`**/${labelSource}`));
  const changed = (uri: vscode.Uri): void => {
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    if (hasFolder && uri.toString() === labels.uri.toString()) retraining.labelsChanged();
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
