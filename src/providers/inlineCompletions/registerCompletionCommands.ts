import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { showBriefly, showInlineSuggestionsOff, showOff } from '../../host/messages.js';
import type { Quietness } from '../../common/completionRecord.js';
import { readSettings, showsInlineSuggestions, writeSetting } from '../../host/settings.js';
import { languageMode } from '../../host/languageMode.js';
import { quietnessLabel } from '../../host/status/statusMenu.js';
import { acceptWord } from './acceptWord.js';
import type { CompletionSession } from './completionSession.js';
import { sayWhyNothing } from './nothingFound.js';

/** Commands about completions: ask for one, take its first word, choose how sure they must be, forget what was learnt. */
export function registerCompletionCommands(session: CompletionSession, forgetChoices: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.trigger, trigger),
    vscode.commands.registerCommand(commands.acceptWord, () => acceptWord(session)),
    vscode.commands.registerCommand(commands.chooseQuietness, chooseQuietness),
    vscode.commands.registerCommand(commands.forgetChoices, () => {
      forgetChoices();
      showBriefly(vscode.l10n.t('What Cloze learned from your choices in this workspace is forgotten.'));
    }),
  );
}

async function trigger(): Promise<void> {
  const scope = vscode.window.activeTextEditor?.document;
  const settings = readSettings(scope);
  if (!settings.enable) await showOff();
  else if (!showsInlineSuggestions(scope)) await showInlineSuggestionsOff();
  // Where a language is off, the editor does not even ask.
  else if (scope !== undefined && languageMode(settings['completion.languages'], scope.languageId) === 'off')
    sayWhyNothing('language-off', scope);
  else await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
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
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('How sure must Cloze be before it shows something?') });
  if (chosen !== undefined) await writeSetting('completion.quietness', chosen.quietness);
}
