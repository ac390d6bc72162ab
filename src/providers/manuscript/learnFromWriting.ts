import * as vscode from 'vscode';
import type { LearnResult } from '../../common/methods/manuscript.js';
import { askConsent, askToAllow, showWithHelp } from '../../host/messages.js';
import { figuresText } from '../../report/manuscript/learnedText.js';
import { manuscriptFiles, usualPattern } from './manuscriptFiles.js';
import { progressSteps } from './progressSteps.js';
import type { LearningOptions, WritersLearning } from './writersLearning.js';

/**
 * "Cloze: Learn from My Writing…": asks which files, says what is read and what is kept, and learns once the writer agrees.
 * @returns whether the writer wants to see what was learned
 */
export async function learnFromWriting(learning: WritersLearning): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!vscode.workspace.isTrusted) {
    await showWithHelp(t('Cloze does not learn from a workspace in Restricted Mode.'), {
      title: t('Manage Trust'),
      run: () => vscode.commands.executeCommand('workbench.trust.manage'),
    });
    return false;
  }
  const place = learning.place;
  const pattern = await choosePattern(learning.pattern ?? usualPattern);
  if (pattern === undefined) return false;
  const count = (await manuscriptFiles(pattern)).length;
  if (count === 0) {
    await showWithHelp(t('No file matches {0}, or .clozeignore leaves out those that do.', pattern), {
      title: t('Choose Files…'),
      run: () => learnFromWriting(learning),
    });
    return false;
  }
  const style = await chooseStyle(learning.style);
  if (style === undefined) return false;
  const question = count === 1 ? t('Learn from 1 file in this workspace?') : t('Learn from {0} files in this workspace?', count);
  if (!(await askToAllow(question, consentText(pattern, place, style), t('Learn')))) return false;
  const result = await learnWithProgress(learning, pattern, { style, train: false, again: false });
  return askConsent(outcomeText(result, style), t('Show'));
}

/** Learns while a message shows how far it is, with a button that gives it up. */
export function learnWithProgress(learning: WritersLearning, pattern: string, how: LearningOptions): Promise<LearnResult> {
  const title = vscode.l10n.t('Cloze: learning from your writing');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) => learning.learn(pattern, how, token, progressSteps(progress, how.train))),
  );
}

function choosePattern(value: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  return Promise.resolve(
    vscode.window.showInputBox({
      title: t('Learn from My Writing: Which Files?'),
      prompt: t('A pattern such as **/*.md or chapters/*.txt. Files in .clozeignore are left out.'),
      value,
      validateInput: (text) => (text.trim() === '' ? t('Enter a pattern of files.') : undefined),
    }),
  ).then((pattern) => pattern?.trim());
}

/** `undefined` where the writer gave it up. */
async function chooseStyle(isLearned: boolean): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const words = {
    label: t('Words Only'),
    detail: t('Names, words and phrases are counted. Takes seconds.'),
    style: false,
  };
  const both = {
    label: t('Words and Style'),
    detail: t('Also trains the model, while you type nothing and are on mains. Takes minutes.'),
    style: true,
  };
  const chosen = await vscode.window.showQuickPick(isLearned ? [both, words] : [words, both], {
    title: t('Learn from My Writing: How Much?'),
  });
  return chosen?.style;
}

function consentText(pattern: string, place: vscode.Uri, style: boolean): string {
  const { t } = vscode.l10n;
  return [
    t('What is read: the prose of the files that match {0}, now and when you pause after saving. No code, no comments of markup, and no file that .clozeignore leaves out.', pattern), // prettier-ignore
    t('What is kept: your words, names and phrases, as the text in numbers, in one file in the storage of this workspace: {0}. Nothing of it leaves this machine.', place.fsPath), // prettier-ignore
    ...(style ? [t('For your style, an adapter of the model is trained and kept beside it, as long as text that it has not seen comes out better with it.')] : []), // prettier-ignore
    t('To see or delete it: "Cloze: What Was Learned…".'),
  ].join('\n\n');
}

function outcomeText({ words, figures, isUsed }: LearnResult, style: boolean): string {
  const { t } = vscode.l10n;
  const parts = [t('Cloze has learned from {0} words.', words), figuresText(figures, isUsed, t)];
  return [...parts, ...(style ? [t('Your style is learned next, while you type nothing.')] : [])].join(' ');
}
