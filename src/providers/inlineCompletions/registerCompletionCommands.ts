import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { askConsent, showBriefly, showInlineSuggestionsOff, showOff } from '../../host/messages.js';
import type { Quietness } from '../../common/completionRecord.js';
import { readSettings, showsInlineSuggestions, writeSetting } from '../../host/settings.js';
import { languageMode } from '../../host/languageMode.js';
import { percent } from '../../prose/plainText.js';
import { quietnessLabel } from '../../common/completionRecord.js';
import { acceptWord } from './acceptWord.js';
import type { CompletionSession } from '../../sessions/completion/completionSession.js';
import { sayWhyNothing } from './nothingFound.js';

/** What was learned from the writer's choices in this workspace. */
export interface LearnedChoices {
  readonly forget: () => void;
  /** A chance from 0 to 1 as it is with what was learned. */
  readonly correct: (chance: number) => number;
}

/** Commands about completions: ask for one, take its first word, choose how sure they must be, show and forget what was learned. */
export function registerCompletionCommands(session: CompletionSession, learned: LearnedChoices): vscode.Disposable {
  const forget = (): void => {
    learned.forget();
    showBriefly(vscode.l10n.t('Cleared what Cloze learned from your choices in this workspace.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.trigger, trigger),
    vscode.commands.registerCommand(commands.acceptWord, () => acceptWord(session)),
    vscode.commands.registerCommand(commands.chooseQuietness, chooseQuietness),
    vscode.commands.registerCommand(commands.forgetChoices, forget),
    vscode.commands.registerCommand(commands.showLearned, async () => {
      if (await askConsent(learnedText(learned.correct(0.5)), vscode.l10n.t('Forget'))) forget();
    }),
  );
}

/** @param chance what became of a chance of one half */
function learnedText(chance: number): string {
  const shown = percent(chance);
  if (Math.abs(chance - 0.5) < 0.005) return vscode.l10n.t('Cloze has learned nothing from your choices in this workspace yet.');
  return chance > 0.5
    ? vscode.l10n.t('From your choices in this workspace, Cloze has learned to suggest more often: a chance of 50 % counts as {0}.', shown)
    : vscode.l10n.t('From your choices in this workspace, Cloze has learned to suggest less often: a chance of 50 % counts as {0}.', shown);
}

async function trigger(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const scope = editor?.document;
  const settings = readSettings(scope);
  if (!settings.enable) await showOff();
  else if (!showsInlineSuggestions(scope)) await showInlineSuggestionsOff();
  // In these two cases the editor does not even ask.
  else if (scope !== undefined && languageMode(settings['completion.languages'], scope.languageId) === 'off')
    sayWhyNothing('language-off', scope);
  else if (scope !== undefined && editor?.selections.some(({ isEmpty }) => !isEmpty) === true) sayWhyNothing('selection', scope);
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
