import * as vscode from 'vscode';
import type { RecommendedModel } from '../../common/catalogueChoice.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { failureLogger } from '../../common/failureLogger.js';
import { commands } from '../../host/ids.js';
import { languageName, spokenLanguageName } from '../../host/languageName.js';
import { languagesInUse } from '../../common/settings/languageMode.js';
import type { Log } from '../../host/log.js';
import { askConsent, showBriefly, showOff } from '../../host/messages.js';
import { settingDefinitions } from '../../common/settings/settingDefinitions.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { findPlaces, type WordEditor } from '../../sessions/words/findPlaces.js';
import { refusalText } from '../../sessions/words/refusals.js';
import { languageHint } from '../../sessions/writing/languageHint.js';
import { maskSign } from '../../writing/masking/maskSigns.js';
import { followCursorWord } from './cursorWord.js';
import { languageOf, placesIn } from './documentPlaces.js';
import { type SuggestDependencies, suggestWords } from './suggestWords.js';
import { WordActions } from './wordActions.js';
import { gapEnds, WordCompletions } from './wordCompletions.js';

export interface WordDependencies extends SuggestDependencies {
  readonly log: Log;
  /** The models that Cloze recommends. */
  readonly recommended: () => Promise<readonly RecommendedModel[]>;
}

/** "Cloze: Suggest Words", its light bulb, and words for gaps as they are typed. While Cloze is off there are none. */
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
  const onFailure = failureLogger('No words', (line) => dependencies.log.write('warn', line));
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
    const completions = new WordCompletions(dependencies.engine, onFailure);
    whileOn.add(followCursorWord());
    whileOn.add(vscode.languages.registerCompletionItemProvider(selector, completions, ...gapEnds));
  };
  store.add(onDidChangeSettings(apply));
  apply();
  return store;
}

async function suggest(editor: vscode.TextEditor, dependencies: WordDependencies): Promise<void> {
  const found = await findPlaces(wordEditor(editor, dependencies));
  if (found !== undefined) await suggestWords(editor, found, dependencies);
}

function wordEditor(editor: vscode.TextEditor, { recommended }: Pick<WordDependencies, 'recommended'>): WordEditor {
  const { document } = editor;
  return {
    language: languageOf(document),
    // What other encoders than the embedded one can read is not known.
    readsOnlyEnglish: readSettings(document).encoderModel === settingDefinitions.encoderModel.default,
    placesAt: (language, cursorOnly) => {
      const { selection } = editor;
      return placesIn(document, cursorOnly ? new vscode.Range(selection.active, selection.active) : selection, language);
    },
    refuse: async (refusal, text) => {
      // The refusal is of use without the hint.
      const hint = text === '' ? undefined : languageHint(await recommended().catch(() => []), 'words', text);
      const choice = hint && { language: spokenLanguageName(hint.language), model: hint.model };
      const { message, button } = refusalText(refusal, languageName(document.languageId), vscode.l10n.t, choice);
      return askConsent(message, button);
    },
    insertGap: async () => editor.edit((edit) => edit.replace(editor.selection, maskSign)),
    enableLanguage: async () => {
      await vscode.commands.executeCommand(commands.toggleLanguage);
    },
  };
}
