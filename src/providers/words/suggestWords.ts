import * as vscode from 'vscode';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { MaskedWordsRecord } from '../../common/panelProtocol/maskedWords.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { showBriefly, showFailure, showLack } from '../../host/messages.js';
import type { WordChoice } from '../../sessions/words/wordList.js';
import { WordListSession } from '../../sessions/words/wordListSession.js';
import type { WordPlaces } from '../../sessions/words/wordPlaces.js';
import { WordPicker } from './wordPicker.js';
import { WordPreview } from './wordPreview.js';
import { plainPosition } from '../../host/documentText.js';
import { endOfFills, type Fill } from '../../writing/masking/fills.js';

export interface SuggestDependencies {
  readonly engine: Pick<EngineApi, 'fillMask'>;
  /** What is suggested, for the panel. */
  readonly maskedWords: Latest<MaskedWordsRecord | undefined>;
}

/** Opens the list of words for places of an editor. Resolves when the list is gone and the word is written. */
export async function suggestWords(editor: vscode.TextEditor, found: WordPlaces, dependencies: SuggestDependencies): Promise<void> {
  const preview = new WordPreview(editor);
  const store = new DisposableStore();
  let chosen: WordChoice | undefined;
  try {
    chosen = await openList(editor, found, preview, dependencies, store);
  } catch (error) {
    if (!(error instanceof ClozeError)) throw error;
    if (!isCancelled(error)) void showEncoderFailure(error);
  } finally {
    store.dispose();
    preview.dispose();
    if (chosen === undefined) preview.goBack();
  }
  if (chosen !== undefined && !(await putWords(editor, chosen.fills))) showBriefly(vscode.l10n.t('The document cannot be changed.'));
}

function openList(
  { document }: vscode.TextEditor,
  found: WordPlaces,
  preview: WordPreview,
  { engine, maskedWords }: SuggestDependencies,
  store: DisposableStore,
): Promise<WordChoice | undefined> {
  const picker = store.add(
    new WordPicker({
      onActive: (choice) => session.selected(choice),
      onAccept: (choice) => session.accepted(choice),
      onClose: () => session.closed(),
      onShowPanel: () => void vscode.commands.executeCommand(commands.showProbabilities, 'masked-word'),
    }),
  );
  const view = {
    setTitle: picker.setTitle.bind(picker),
    showLines: picker.showLines.bind(picker),
    showInText: preview.show.bind(preview),
    close: picker.close.bind(picker),
  };
  const onRecord = (record: MaskedWordsRecord): void => void (maskedWords.value = record);
  const session: WordListSession = store.add(new WordListSession(found, view, { engine, onRecord, t: vscode.l10n.t }));
  store.add(vscode.workspace.onDidChangeTextDocument((change) => change.document === document && session.edited()));
  if (found.places[0] !== undefined) preview.reveal(found.places[0]);
  return session.run();
}

/** Says why the encoder has no words; where another model would help, that is the encoder. */
function showEncoderFailure({ detail }: ClozeError): Promise<void> {
  return detail.action === 'choose-model' ? showLack(detail.message, 'words') : showFailure(detail);
}

/**
 * Writes words into a document as one step for undo, and puts the cursor after the last of them.
 * @param fills in the order of the text
 * @returns whether the document could be changed
 */
async function putWords(editor: vscode.TextEditor, fills: readonly Fill[]): Promise<boolean> {
  const { document } = editor;
  const range = ({ start, end }: Fill): vscode.Range => new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  const done = await editor.edit((edit) => fills.forEach((fill) => edit.replace(range(fill), fill.text)), {
    undoStopBefore: true,
    undoStopAfter: true,
  });
  const end = endOfFills(fills);
  if (!done || end === undefined) return done;
  const cursor = plainPosition(document, end);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(editor.selection);
  return true;
}
