import * as vscode from 'vscode';
import type { WritingPrompt } from '../../common/settings/writingPrompts.js';
import { asksForLanguage, inLanguage } from '../../writing/rewriting/tasks.js';
import { commands } from '../../host/ids.js';

/** Asks what to do with a text; undefined where the writer gives it up. */
export async function chooseInstruction(prompts: readonly WritingPrompt[], isEmbedded: boolean): Promise<WritingPrompt | undefined> {
  interface Item extends vscode.QuickPickItem {
    readonly choose: () => Promise<WritingPrompt | undefined>;
  }
  const items: Item[] = prompts.map((prompt) => ({
    label: prompt.name,
    detail: prompt.instruction,
    choose: () => Promise.resolve(prompt),
  }));
  items.push({ label: vscode.l10n.t('$(edit) Own Instruction…'), choose: typeInstruction });
  items.push({
    label: vscode.l10n.t('$(settings-gear) Edit This List…'),
    choose: () => runInstead('workbench.action.openSettings', 'cloze.writing.prompts'),
  });
  if (isEmbedded)
    items.push({ label: vscode.l10n.t('$(cloud-download) Choose a Larger Model…'), choose: () => runInstead(commands.chooseModels) });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Rewrite Selection'),
    placeHolder: isEmbedded
      ? vscode.l10n.t('The embedded model is small: it corrects and shortens single sentences.')
      : vscode.l10n.t('What should the model do with the text?'),
  });
  const chosen = await picked?.choose();
  if (chosen === undefined || !asksForLanguage(chosen.instruction)) return chosen;
  const language = await chooseLanguage(chosen.name);
  return language === undefined ? undefined : { ...chosen, instruction: inLanguage(chosen.instruction, language) };
}

async function typeInstruction(): Promise<WritingPrompt | undefined> {
  const instruction = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rewrite Selection'),
    prompt: vscode.l10n.t('What the model is to do with the text, for example: Turn it into a list.'),
    ignoreFocusOut: true,
  });
  return instruction === undefined || instruction.trim() === '' ? undefined : { name: instruction.trim(), instruction: instruction.trim() };
}

async function runInstead(command: string, ...given: readonly unknown[]): Promise<undefined> {
  await vscode.commands.executeCommand(command, ...given);
  return undefined;
}

/** Languages that many models know, by their names in English, as models are told. */
const languages = ['English', 'German', 'French', 'Spanish', 'Portuguese', 'Italian', 'Dutch', 'Polish', 'Russian', 'Turkish', 'Arabic', 'Hindi', 'Chinese', 'Japanese', 'Korean']; // prettier-ignore

/** Asks for a language, by a list or in words; undefined where the writer gives it up. */
export async function chooseLanguage(title: string): Promise<string | undefined> {
  const other = vscode.l10n.t('$(edit) Another Language…');
  const items = [...languages, other].map((label) => ({ label }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which language?') });
  if (picked?.label !== other) return picked?.label;
  const typed = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('The language, in English words.'), ignoreFocusOut: true });
  return typed === undefined || typed.trim() === '' ? undefined : typed.trim();
}
