import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands, tableScheme } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import { selectedWords } from '../../sessions/surprisal/selectedWords.js';
import type { SurprisalRatings } from '../../sessions/surprisal/surprisalRatings.js';
import { surprisalTable } from '../../sessions/surprisal/surprisalTable.js';
import { piecesOfSelection, plainSpan } from './surprisalText.js';

/** "Cloze: Show Surprisal Table": the selection, or else the paragraph at the caret, word by word in plain text beside the document. */
export function registerSurprisalTable(ratings: SurprisalRatings, log: Log): Disposable {
  const store = new DisposableStore();
  const uri = vscode.Uri.from({ scheme: tableScheme, path: `/${vscode.l10n.t('Surprisal')}` });
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  let table = '';
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(tableScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => table,
    }),
  );
  store.add(
    vscode.commands.registerCommand(commands.surprisalTable, async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) {
        showBriefly(vscode.l10n.t('Open a document first: the table is about its words.'));
        return;
      }
      const words = await ratedSelection(editor, ratings, log);
      if (words === undefined) return;
      table = surprisalTable(words, vscode.l10n.t);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }),
  );
  return store;
}

/** The words of the selection or paragraph; `undefined` where that was given up or failed, which is shown. */
async function ratedSelection(
  { document, selection }: vscode.TextEditor,
  ratings: SurprisalRatings,
  log: Log,
): Promise<readonly RatedWord[] | undefined> {
  const pieces = piecesOfSelection(document, selection);
  const span = selection.isEmpty ? undefined : plainSpan(document, selection);
  return showFailures(log, async () =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: rating the words'), cancellable: true },
      (progress, token) => selectedWords(pieces, span, ratings, () => progress.report({ increment: 100 / pieces.length }), token),
    ),
  );
}
