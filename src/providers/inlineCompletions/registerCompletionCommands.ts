import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { showBriefly, showInlineSuggestionsOff, showOff } from '../../host/messages.js';
import type { Quietness } from '../../common/completionRecord.js';
import { readSettings, showsInlineSuggestions, writeSetting } from '../../host/settings.js';
import { quietnessLabel } from '../../host/status/statusMenu.js';

/** Commands about completions: ask for one, choose how sure they must be, forget what was learnt. */
export function registerCompletionCommands(forgetChoices: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.trigger, trigger),
    vscode.commands.registerCommand(commands.chooseQuietness, chooseQuietness),
    vscode.commands.registerCommand(commands.forgetChoices, () => {
      forgetChoices();
      showBriefly(vscode.l10n.t('Cleared what Cloze learned from your choices in this workspace.'));
    }),
  );
}

async function trigger(): Promise<void> {
  const scope = vscode.window.activeTextEditor?.document;
  if (!readSettings(scope).enable) await showOff();
  else if (!showsInlineSuggestions(scope)) await showInlineSuggestionsOff();
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
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('How sure must Cloze be before it suggests something on its own?'),
  });
  if (chosen !== undefined) await writeSetting('completion.quietness', chosen.quietness);
}
