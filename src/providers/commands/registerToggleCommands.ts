import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { toggledMode } from '../../common/settings/languageMode.js';
import { languageName } from '../../host/languageName.js';
import { showBriefly } from '../../host/messages.js';
import { readSettings, writeLanguageMode, writeSetting } from '../../host/settings.js';
import { hasOnlyCommentsAsProse } from '../../prose/markup/onlyComments.js';

/** Commands that switch Cloze on and off, as a whole and for the language of the active editor. */
export function registerToggleCommands(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.toggle, () => writeSetting('enable', !readSettings().enable)),
    vscode.commands.registerCommand(commands.toggleLanguage, toggleLanguage),
  );
}

async function toggleLanguage(): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) {
    showBriefly(vscode.l10n.t('Open a document first. This turns Cloze on or off for its language.'));
    return;
  }
  const modes = readSettings()['completion.languages'];
  const mode = toggledMode(modes, languageId, hasOnlyCommentsAsProse(languageId));
  await writeLanguageMode(languageId, mode);
  const name = languageName(languageId);
  const texts = {
    on: vscode.l10n.t('Completes {0}.', name),
    comments: vscode.l10n.t('Completes comments in {0}.', name),
    off: vscode.l10n.t('Off in {0}.', name),
  };
  showBriefly(texts[mode]);
}
