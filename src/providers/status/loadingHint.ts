import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { Latest } from '../../host/latest.js';
import { isLoadingForText, type StatusFacts } from '../../host/status/statusFacts.js';

/** "Loading the model…" after the cursor, where a completion is going to be: drawn by the editor, never part of the document. */
export function showLoadingHint(facts: Latest<StatusFacts>): Disposable {
  const store = new DisposableStore();
  const hint = store.add(
    vscode.window.createTextEditorDecorationType({
      after: {
        contentText: vscode.l10n.t('Loading the model…'),
        color: new vscode.ThemeColor('editorGhostText.foreground'),
        fontStyle: 'italic',
        margin: '0 0 0 1ch',
      },
    }),
  );
  let shown: vscode.TextEditor | undefined;
  const update = (): void => {
    const editor = vscode.window.activeTextEditor;
    const wanted = isLoadingForText(facts.value) && editor?.selection.isEmpty === true ? editor : undefined;
    if (shown !== wanted) shown?.setDecorations(hint, []);
    shown = wanted;
    const cursor = wanted?.selection.active;
    if (cursor !== undefined) wanted?.setDecorations(hint, [new vscode.Range(cursor, cursor)]);
  };
  store.add(facts.onDidChange(update));
  store.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => shown === textEditor && update()));
  update();
  return store;
}
