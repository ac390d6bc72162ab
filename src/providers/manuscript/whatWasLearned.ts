import * as vscode from 'vscode';
import type { KnownWord, LearnedResult, LearnedSummary } from '../../common/methods/manuscript.js';
import { askToRemove, showBriefly, showOutcome, showWithHelp } from '../../host/messages.js';
import { figuresText, sizeText } from '../../report/manuscript/learnedText.js';
import { styleText } from '../../report/manuscript/styleText.js';
import { learnFromWriting, learnWithProgress } from './learnFromWriting.js';
import type { WritersLearning } from './writersLearning.js';

/** How many words and how many names are listed. */
const maxListed = 200;

interface Item extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

/**
 * "Cloze: What Was Learned…": words and names, figures, size and date in a list that can be searched, with what can be done about it.
 * @param showText opens what was learned as a text
 */
export async function whatWasLearned(learning: WritersLearning, showText: (summary: LearnedSummary) => Promise<void>): Promise<void> {
  const { t } = vscode.l10n;
  const found = await learning.found();
  if (found.state !== 'ready') {
    const run = async (): Promise<void> => {
      if (await learnFromWriting(learning)) await whatWasLearned(learning, showText);
    };
    await showWithHelp(lackOf(found), { title: found.state === 'none' ? t('Learn…') : t('Learn Again'), run });
    return;
  }
  const { summary } = found;
  const chosen = await vscode.window.showQuickPick(itemsOf(summary, learning, showText), {
    title: t('What Was Learned from Your Writing'),
    placeHolder: t('Search your words and names, or choose what to do.'),
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

function lackOf(found: Exclude<LearnedResult, { state: 'ready' }>): string {
  const { t } = vscode.l10n;
  switch (found.state) {
    case 'none':
      return t('Cloze has learned nothing from the writing in this workspace.');
    case 'damaged':
      return t('What was learned is damaged, and is not used. Learn again to replace it.');
    case 'other-model':
      return t('What was learned belongs to the model "{0}", so it is not used with this one. Learn again to replace it.', found.model);
  }
}

function itemsOf(summary: LearnedSummary, learning: WritersLearning, showText: (summary: LearnedSummary) => Promise<void>): Item[] {
  const { t } = vscode.l10n;
  const { words, texts, bytes, date, figures, isUsed, known } = summary;
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const size = `${sizeText(bytes)}, ${new Date(date).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' })}`;
  const pattern = learning.pattern;
  const again: Item = {
    label: `$(refresh) ${t('Learn Again')}`,
    description: pattern ?? '',
    run: () => (pattern === undefined ? learnFromWriting(learning) : learnWithProgress(learning, pattern, { style: learning.style, train: false, again: true }).then(() => whatWasLearned(learning, showText))),
  }; // prettier-ignore
  return [
    {
      label: `$(book) ${texts === 1 ? t('{0} words in 1 text', words) : t('{0} words in {1} texts', words, texts)}`,
      description: size,
      detail: figuresText(figures, isUsed, t),
      run: () => showText(summary),
    },
    ...styleItems(summary, learning, showText),
    { label: `$(go-to-file) ${t('Show as Text')}`, run: () => showText(summary) },
    again,
    { label: `$(trash) ${t('Delete What Was Learned…')}`, run: () => forget(learning) },
    heading(t('Names')),
    ...known.filter(({ isName }) => isName).slice(0, maxListed).map(wordItem), // prettier-ignore
    heading(t('Words')),
    ...known.filter(({ isName }) => !isName).slice(0, maxListed).map(wordItem), // prettier-ignore
  ];
}

/** What was learned of the style, and what can be done about it, where the writer has agreed to learn it. */
function styleItems(summary: LearnedSummary, learning: WritersLearning, showText: (summary: LearnedSummary) => Promise<void>): Item[] {
  const { t } = vscode.l10n;
  const [pattern, [line]] = [learning.pattern, styleText(summary, t)];
  const known: Item[] = line === undefined ? [] : [{ label: `$(pencil) ${t('Your style')}`, detail: line, run: () => showText(summary) }];
  if (!learning.style || pattern === undefined) return known;
  const train: Item = {
    label: `$(run) ${t('Train on My Style Now')}`,
    run: () =>
      learnWithProgress(learning, pattern, { style: true, train: true, again: summary.adapter !== undefined }).then(({ note }) =>
        note === undefined ? whatWasLearned(learning, showText) : showOutcome(note),
      ),
  };
  return [...known, train];
}

function wordItem({ text, count }: KnownWord): Item {
  return { label: text, description: vscode.l10n.t('{0} times', count) };
}

async function forget(learning: WritersLearning): Promise<void> {
  const { t } = vscode.l10n;
  const detail = t('Words, names and phrases of your writing in this workspace. Cloze learns no more here until you ask it to.');
  if (!(await askToRemove(t('Delete what was learned?'), detail))) return;
  await learning.forget();
  showBriefly(t('What was learned is deleted.'));
}
