import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import { languagesInUse } from '../../host/languageMode.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showOff } from '../../host/messages.js';
import { settingDefinitions } from '../../host/settingDefinitions.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { maskSign } from '../../writing/masking/maskSigns.js';
import { readsAsEnglish } from '../../writing/masking/readsAsEnglish.js';
import { refuse, refuseForeign, refuseLanguage } from './refusals.js';
import { type SuggestDependencies, suggestWords } from './suggestWords.js';
import { WordActions } from './wordActions.js';
import { signEnds, WordCompletions } from './wordCompletions.js';
import { followCursorWord } from './cursorWord.js';
import { languageOf, wordPlaces } from './wordPlaces.js';

export interface WordDependencies extends SuggestDependencies {
  readonly log: Log;
}

/** "Cloze: Suggest Words", its light bulb, and words for signs of missing words as they are typed. While Cloze is off there are none. */
export function registerWords(dependencies: WordDependencies): Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.commands.registerCommand(commands.suggestWords, async () => {
      const editor = vscode.window.activeTextEditor;
      if (!readSettings(editor?.document).enable) await showOff();
      else if (editor === undefined) showBriefly(vscode.l10n.t('Open a document first: the words are for its text.'));
      else await suggest(editor, dependencies);
    }),
  );
  let whileOn = new DisposableStore();
  store.add({ dispose: () => whileOn.dispose() });
  const apply = (): void => {
    whileOn.dispose();
    whileOn = new DisposableStore();
    const settings = readSettings();
    if (!settings.enable) return;
    const selector = languagesInUse(settings['completion.languages']).map((language) => ({ language }));
    const kinds = { providedCodeActionKinds: [WordActions.kind] };
    whileOn.add(vscode.languages.registerCodeActionsProvider(selector, new WordActions(), kinds));
    const completions = new WordCompletions(dependencies.engine, dependencies.log);
    whileOn.add(followCursorWord());
    whileOn.add(vscode.languages.registerCompletionItemProvider(selector, completions, ...signEnds));
  };
  store.add(onDidChangeSettings(apply));
  apply();
  return store;
}

/** How the writer has answered an earlier refusal. */
interface Answers {
  readonly selection?: vscode.Range;
  readonly language?: string;
  readonly anyLanguage?: boolean;
}

/** Suggests words where the caret or the selection is, or says why not. */
async function suggest(editor: vscode.TextEditor, dependencies: WordDependencies, answers: Answers = {}): Promise<void> {
  const { document, selection } = editor;
  const language = answers.language ?? languageOf(document);
  if (language === undefined) return refuseLanguage(document);
  const again = (more: Answers): Promise<void> => suggest(editor, dependencies, { ...answers, ...more });
  const found = wordPlaces(document, answers.selection ?? selection, language);
  if (found.kind !== 'places') {
    return refuse(found.kind, {
      putGap: async () => (await putGap(editor)) && again({}),
      useCaret: () => again({ selection: new vscode.Range(selection.active, selection.active) }),
      readAsText: () => again({ language: 'plaintext' }),
    });
  }
  const [place] = found.places;
  const isForeign = place !== undefined && readsOnlyEnglish(document) && !readsAsEnglish(found.passage, place);
  if (isForeign && answers.anyLanguage !== true) return refuseForeign(() => again({ anyLanguage: true }));
  await suggestWords(editor, found, dependencies);
}

/** What other encoders than the one that is part of Cloze can read, nobody knows. */
function readsOnlyEnglish(document: vscode.TextDocument): boolean {
  return readSettings(document).encoderModel === settingDefinitions.encoderModel.default;
}

/** Writes the sign of a missing word in place of the selection. */
function putGap(editor: vscode.TextEditor): Thenable<boolean> {
  return editor.edit((edit) => edit.replace(editor.selection, maskSign));
}
