import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { TableApi } from '../../common/methods/tables.js';
import { commands } from '../../host/ids.js';
import { showBriefly, showOff } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import { LabelStore } from '../../sessions/labels/labelStore.js';
import { labelLeastSure } from './labelLeastSure.js';
import { labelSelection } from './labelSelection.js';
import { registerRetraining, type RegisterRetrainingDependencies } from './registerRetraining.js';
import { showReport } from './showReport.js';
import { trainClassifier } from './trainClassifier.js';
import { workspaceLabels } from './workspaceLabels.js';

export interface LabelsDependencies extends RegisterRetrainingDependencies {
  readonly tables: TableApi;
  readonly extensionUri: vscode.Uri;
}

/** Labels of one's own: they are given to selections, kept in the workspace, and classifiers learn them, again when they change. */
export function registerLabels({ extensionUri, ...dependencies }: LabelsDependencies): Disposable {
  const { log } = dependencies;
  const store = new DisposableStore();
  const labels = new LabelStore(workspaceLabels, vscode.l10n.t);
  store.add(registerRetraining(dependencies, labels));
  const command = (id: string, run: (argument: unknown) => Promise<void>): void =>
    void store.add(vscode.commands.registerCommand(id, (argument: unknown) => showFailures(log, () => run(argument))));
  command(commands.labelSelection, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
    else await labelSelection(editor, labels);
  });
  command(commands.trainClassifier, async (named) => {
    if (!readSettings().enable) {
      await showOff();
      return;
    }
    const trained = await trainClassifier(named, dependencies, labels);
    if (trained === undefined) return;
    log.write('info', 'A classifier was trained.');
    showReport(trained, extensionUri);
  });
  command(commands.labelLeastSure, async (named) => {
    if (!readSettings().enable) await showOff();
    else if (typeof named === 'string') await labelLeastSure(vscode.Uri.parse(named), dependencies, labels);
  });
  return store;
}
