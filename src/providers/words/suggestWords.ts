import * as vscode from 'vscode';
import { CancellationSource } from '../../common/cancellation.js';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { FillMaskResult } from '../../common/methods/maskedWords.js';
import type { MaskedWordsRecord } from '../../common/panelProtocol/maskedWords.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { showBriefly } from '../../host/messages.js';
import type { Fill } from '../../writing/masking/fills.js';
import { percent } from '../../prose/plainText.js';
import { excerptWith, placeExcerpt } from '../../sessions/words/placeExcerpt.js';
import { putWords } from './putWords.js';
import { refuseForModel } from './refusals.js';
import { type WordChoice, wordList } from '../../sessions/words/wordList.js';
import { WordPicker } from './wordPicker.js';
import type { WordPlaces } from './wordPlaces.js';
import { WordPreview } from './wordPreview.js';
import { fullRequest, quickRequest } from '../../sessions/words/wordRequest.js';
import { wordsRecord } from '../../sessions/words/wordsRecord.js';

export interface SuggestDependencies {
  readonly engine: Pick<EngineApi, 'fillMask'>;
  /** What is suggested, for the panel. */
  readonly maskedWords: Latest<MaskedWordsRecord | undefined>;
}

/**
 * Opens the list of words for places of an editor: first the encoder's own, then all of them in the order of both models. The line that
 * one is on shows in the text; nothing is written before one is taken. Resolves when the list is gone and the word is written.
 */
export async function suggestWords(editor: vscode.TextEditor, found: WordPlaces, dependencies: SuggestDependencies): Promise<void> {
  const cancel = new CancellationSource();
  const preview = new WordPreview(editor);
  let chosen: WordChoice | undefined;
  try {
    chosen = await chooseWord(editor, found, preview, (picker) => fillList(picker, found, dependencies, cancel));
  } catch (error) {
    if (!(error instanceof ClozeError)) throw error;
    if (!isCancelled(error)) void refuseForModel(error.detail);
  } finally {
    cancel.cancel();
    preview.dispose();
    if (chosen === undefined) preview.goBack();
  }
  if (chosen !== undefined && !(await putWords(editor, chosen.fills))) showBriefly(vscode.l10n.t('The document cannot be changed.'));
}

/** Opens a list, and resolves when it is gone. Rejects when it cannot be filled. */
async function chooseWord(
  { document }: vscode.TextEditor,
  { passage, places }: WordPlaces,
  preview: WordPreview,
  fill: (picker: WordPicker) => Promise<void>,
): Promise<WordChoice | undefined> {
  const store = new DisposableStore();
  const title = (fills: readonly Fill[] | undefined): string => {
    const [first] = places;
    if (fills !== undefined) return vscode.l10n.t('Suggest Words: {0}', excerptWith(passage, fills));
    return first === undefined ? '' : vscode.l10n.t('Suggest Words: {0}', placeExcerpt(passage, first));
  };
  try {
    return await new Promise((resolve, reject) => {
      const picker: WordPicker = store.add(
        new WordPicker({
          onActive: (choice) => {
            picker.title = title(choice?.fills);
            preview.show(choice?.fills ?? []);
          },
          onAccept: (choice) => {
            resolve(choice);
            picker.close();
          },
          onClose: () => resolve(undefined),
          onShowPanel: () => void vscode.commands.executeCommand(commands.showProbabilities, 'masked-word'),
        }),
      );
      picker.title = title(undefined);
      if (places[0] !== undefined) preview.reveal(places[0]);
      // Another hand, or a program, has written into the document: the places may be others now.
      store.add(vscode.workspace.onDidChangeTextDocument((change) => change.document === document && picker.close()));
      fill(picker).catch(reject);
    });
  } finally {
    store.dispose();
  }
}

async function fillList(
  picker: WordPicker,
  found: WordPlaces,
  { engine, maskedWords }: SuggestDependencies,
  cancel: CancellationSource,
): Promise<void> {
  const show = (result: FillMaskResult, more: boolean): void => {
    if (cancel.token.isCancellationRequested) return;
    maskedWords.value = wordsRecord(found.passage, found.places, result);
    picker.show(wordList(found.passage, found.places, result, vscode.l10n.t), summaryOf(found, result), more);
  };
  const quick = engine.fillMask(quickRequest(found), cancel.token).then((result) => show(result, true));
  // Asked at once, so that the engine goes on without a pause.
  const full = engine.fillMask(fullRequest(found), cancel.token);
  full.catch(() => undefined);
  await quick;
  show(await full, false);
}

/** What is to be known beside the list: what stands there, or what the list leaves out. */
function summaryOf({ leftOut, places }: WordPlaces, { masks, note }: FillMaskResult): string {
  const { t } = vscode.l10n;
  const [first] = masks;
  if (masks.every(({ candidates }) => candidates.length === 0)) return t('The model found no word that fits here.');
  if (note !== undefined) return t('GPT was not used. {0}', note);
  if (leftOut > 0) return t('The sentence has {0} more gaps; these {1} are filled first.', leftOut, places.length);
  if (first?.standing === undefined) return t('Type to filter, press Enter to use a word');
  const { text, probability, rank } = first.standing;
  return t('Current word "{0}": {1}, rank {2}', text, percent(probability), rank + 1);
}
