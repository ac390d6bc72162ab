import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { commands, reportScheme } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showOff } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import { reportText } from '../../text/classification/report/reportText.js';
import { labelSelection } from './labelSelection.js';
import { trainClassifier } from './trainClassifier.js';
import { WorkspaceLabels } from './workspaceLabels.js';

/** Labels of one's own: they are given to selections, kept in the workspace, and a classifier learns them. */
export function registerLabels({ engine, log }: { readonly engine: EngineApi; readonly log: Log }): Disposable {
  const store = new DisposableStore();
  const labels = new WorkspaceLabels();
  const reports = new Map<string, string>();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => reports.get(path) ?? '',
    }),
  );
  const command = (id: string, run: () => Promise<void>): void =>
    void store.add(vscode.commands.registerCommand(id, () => showFailures(run)));
  command(commands.labelSelection, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
    else await labelSelection(editor, labels);
  });
  command(commands.trainClassifier, async () => {
    if (!readSettings().enable) {
      await showOff();
      return;
    }
    const trained = await trainClassifier(engine, labels);
    if (trained === undefined) return;
    log.write('info', 'A classifier was trained.');
    const name = vscode.workspace.asRelativePath(trained.uri);
    const uri = vscode.Uri.from({
      scheme: reportScheme,
      path: `/${vscode.l10n.t('Report on {0}', (name.split('/').at(-1) ?? name).replace('.cloze-head.json', ''))}`,
    });
    reports.set(uri.path, `${name}\n\n${reportText(trained.report)}`);
    changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  });
  return store;
}
