import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { flowDiagnostics } from './flowDiagnostics.js';
import { showLostMutes } from './lostMutes.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

/** Shows warnings in the texts and in Problems, also of files that no editor has open. While Cloze is off there are none. */
export function publishWarnings(results: FlowResults): Disposable {
  const store = new DisposableStore();
  const diagnostics = store.add(vscode.languages.createDiagnosticCollection('cloze-flow'));
  const lost = store.add(vscode.languages.createDiagnosticCollection('cloze-flow-mutes'));
  const publish = ({ uri, current }: FileResults): void => {
    // Between an edit and its check the editor moves the warnings with their text.
    const parsed = vscode.Uri.parse(uri);
    if (current !== undefined) diagnostics.set(parsed, readSettings().enable ? flowDiagnostics(parsed, current) : []);
  };
  const publishLost = (): void => {
    const told = results.all.filter(({ uri }) => {
      const settings = readSettings(vscode.Uri.parse(uri));
      return settings.enable && settings['flow.diagnostics'] !== 'off';
    });
    showLostMutes(lost, told.flatMap(({ latest }) => latest?.lost ?? [])); // prettier-ignore
  };
  store.add(
    results.onDidChange((file) => {
      publish(file);
      publishLost();
    }),
  );
  store.add(
    results.onDidRemove((uri) => {
      diagnostics.delete(vscode.Uri.parse(uri));
      publishLost();
    }),
  );
  store.add(
    onDidChangeSettings(() => {
      if (!readSettings().enable) diagnostics.clear();
      for (const file of results.all) publish(file);
      publishLost();
    }),
  );
  return store;
}
