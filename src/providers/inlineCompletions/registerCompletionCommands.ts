import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { askConsent, showBriefly, showInlineSuggestionsOff, showOff } from '../../host/messages.js';
import type { Quietness } from '../../common/completionRecord.js';
import { readSettings, showsInlineSuggestions, writeSetting } from '../../host/settings.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { quietnessLabel } from '../../common/completionRecord.js';
import type { AcceptanceBias } from '../../sessions/completion/acceptanceBias.js';
import type { CompletionSession } from '../../sessions/completion/completionSession.js';
import { learnedText } from '../../sessions/completion/storedBias.js';
import { triggerObstacle } from '../../sessions/completion/triggers.js';
import { acceptWordInEditor } from './acceptWord.js';
import { showNothingFound } from './completionProvider.js';

/** Commands about completions: trigger one, accept its first word, choose how sure they must be, show and forget what was learned. */
export function registerCompletionCommands(
  session: CompletionSession,
  bias: Pick<AcceptanceBias, 'correct'>,
  forgetBias: () => void,
): vscode.Disposable {
  const forget = (): void => {
    forgetBias();
    showBriefly(vscode.l10n.t('Cleared what Cloze learned from your choices in this workspace.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.trigger, trigger),
    vscode.commands.registerCommand(commands.acceptWord, () => acceptWordInEditor(session)),
    vscode.commands.registerCommand(commands.chooseQuietness, chooseQuietness),
    vscode.commands.registerCommand(commands.forgetChoices, forget),
    vscode.commands.registerCommand(commands.showLearned, async () => {
      if (await askConsent(learnedText(bias, vscode.l10n.t), vscode.l10n.t('Forget'))) forget();
    }),
  );
}

async function trigger(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = editor?.document;
  const settings = readSettings(document);
  const obstacle = triggerObstacle({
    isOn: settings.enable,
    isShown: showsInlineSuggestions(document),
    isLanguageOn: document === undefined || languageMode(settings['completion.languages'], document.languageId) !== 'off',
    hasSelection: editor?.selections.some(({ isEmpty }) => !isEmpty) === true,
  });
  if (obstacle === 'off') await showOff();
  else if (obstacle === 'not-shown') await showInlineSuggestionsOff();
  else if (obstacle === undefined) await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  else if (document !== undefined) showNothingFound(obstacle, document);
}

async function chooseQuietness(): Promise<void> {
  const descriptions: Record<Quietness, string> = {
    quiet: vscode.l10n.t('Only near-certain suggestions'),
    balanced: vscode.l10n.t('Suggestions you are more likely to accept than reject'),
    eager: vscode.l10n.t('Anything that might help'),
  };
  const now = readSettings(vscode.window.activeTextEditor?.document)['completion.quietness'];
  const items = (Object.keys(descriptions) as Quietness[]).map((quietness) => ({
    label: quietnessLabel(quietness, vscode.l10n.t),
    description: descriptions[quietness],
    quietness,
    picked: quietness === now,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('How sure must Cloze be before it suggests something on its own?'),
  });
  if (chosen !== undefined) await writeSetting('completion.quietness', chosen.quietness);
}
