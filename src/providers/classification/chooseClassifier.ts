import * as vscode from 'vscode';
import type { Classifier } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { ClozeError } from '../../common/clozeError.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { askHowManyLabels } from '../../host/askHowManyLabels.js';
import { storageKeys } from '../../host/ids.js';
import { headName } from '../../learning/heads/headFile.js';
import { findHeadFiles, readHeadFile } from './headFiles.js';

/** How many lists of labels are remembered. */
const mostRemembered = 8;

type Choice =
  | { readonly kind: 'head'; readonly uri: string }
  | { readonly kind: 'checkpoint'; readonly model: string }
  | { readonly kind: 'labels'; readonly labels: readonly string[]; readonly entailment?: string; readonly multiLabel?: true }
  | { readonly kind: 'new-labels'; readonly entailment?: string }
  | { readonly kind: 'folder' };

type Item = vscode.QuickPickItem & { readonly choice?: Choice };

/** What gives the labels, and whether a text may have several of them or none, where that was asked. */
export interface ChosenClassifier {
  readonly classifier: Classifier;
  readonly multiLabel: boolean;
}

/** Asks what is to give the labels; what was chosen last comes first. `undefined` where nothing was chosen. */
export async function chooseClassifier(engine: EngineApi, storage: vscode.Memento): Promise<ChosenClassifier | undefined> {
  const last = storage.get<Choice[]>(storageKeys.lastClassifiers, []);
  const items = listed(await available(engine), last);
  const chosen = (
    await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Classify with'), matchOnDescription: true, ignoreFocusOut: true })
  )?.choice;
  if (chosen?.kind === 'folder') return (await addModelFolder()) ? chooseClassifier(engine, storage) : undefined;
  const choice = chosen?.kind === 'new-labels' ? await typedLabels(chosen) : chosen;
  if (choice === undefined) return undefined;
  const isSame = (other: Choice): boolean => JSON.stringify(other) === JSON.stringify(choice);
  await storage.update(storageKeys.lastClassifiers, [choice, ...last.filter((each) => !isSame(each))].slice(0, mostRemembered));
  const classifier = await classifierOf(choice);
  return classifier && { classifier, multiLabel: choice.kind === 'labels' && choice.multiLabel === true };
}

/** The classifier of a choice. Fails with a `ClozeError` where its file is broken, or labels words. */
async function classifierOf(choice: Choice): Promise<Classifier | undefined> {
  switch (choice.kind) {
    case 'checkpoint':
      return choice;
    case 'labels':
      return { kind: 'zero-shot', labels: choice.labels, by: choice.entailment === undefined ? 'both' : { entailment: choice.entailment } };
    case 'new-labels':
    case 'folder':
      return undefined;
    case 'head':
      return headClassifier(vscode.Uri.parse(choice.uri));
  }
}

/** The classifier in a file. Fails with a `ClozeError` where it is broken, or labels words. */
export async function headClassifier(uri: vscode.Uri): Promise<Classifier> {
  const head = await readHeadFile(uri);
  if ((head.unit ?? 'text') === 'text') return { kind: 'head', head };
  const message = vscode.l10n.t('This classifier labels words, not texts. Use it with "Cloze: Find Named Entities".');
  throw new ClozeError({ code: 'bad-request', message });
}

async function available(engine: EngineApi): Promise<Item[]> {
  const heads = await findHeadFiles();
  const installed = await engine.classifiers().catch(() => []);
  return [
    ...heads.map((uri): Item => ({
      label: `$(mortar-board) ${headName(uri.path)}`,
      description: vscode.workspace.asRelativePath(uri),
      choice: { kind: 'head', uri: uri.toString() },
    })),
    ...installed.flatMap(({ model, kind, labels }): Item[] => {
      if (kind === 'text') return [{ label: `$(package) ${model}`, description: labels.join(', '), choice: { kind: 'checkpoint', model } }];
      if (kind !== 'entailment') return [];
      const description = vscode.l10n.t('labels of your choice, judged by {0}', model);
      return [
        { label: `$(edit) ${vscode.l10n.t('Labels of Your Choice…')}`, description, choice: { kind: 'new-labels', entailment: model } },
      ];
    }),
    {
      label: `$(edit) ${vscode.l10n.t('Labels of Your Choice…')}`,
      description: vscode.l10n.t('without training: a guess of the embedded models'),
      choice: { kind: 'new-labels' },
    },
    {
      label: `$(folder-opened) ${vscode.l10n.t('A Checkpoint in a Folder…')}`,
      description: vscode.l10n.t('fine-tuned BERT, RoBERTa, GPT-2, Llama and similar models'),
      choice: { kind: 'folder' },
    },
  ];
}

/** What was chosen before and is still there comes first; lists of labels that were typed are always there. */
function listed(items: readonly Item[], last: readonly Choice[]): Item[] {
  const isOf = (choice: Choice) => (item: Item) => JSON.stringify(item.choice) === JSON.stringify(choice);
  const recent = last.flatMap((choice): Item[] => {
    if (choice.kind === 'labels') {
      const description = choice.multiLabel === true ? vscode.l10n.t('several or none') : '';
      return [{ label: `$(history) ${choice.labels.join(', ')}`, description, choice }];
    }
    const item = items.find(isOf(choice));
    return item === undefined ? [] : [item];
  });
  if (recent.length === 0) return [...items];
  const separator: Item = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [...recent, separator, ...items.filter((item) => !recent.includes(item))];
}

async function typedLabels({ entailment }: Choice & { readonly kind: 'new-labels' }): Promise<Choice | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Labels of Your Choice'),
    prompt: vscode.l10n.t('Two or more labels, separated by commas: words that say what a text may be.'),
    placeHolder: vscode.l10n.t('praise, complaint, question'),
    ignoreFocusOut: true,
    validateInput: (value) => (labelsIn(value).length < 2 ? vscode.l10n.t('Enter at least two different labels.') : undefined),
  });
  const count = typed === undefined ? undefined : await askHowManyLabels('one');
  if (typed === undefined || count === undefined) return undefined;
  return {
    kind: 'labels',
    labels: labelsIn(typed),
    ...(entailment !== undefined && { entailment }),
    ...(count === 'several' && { multiLabel: true }),
  };
}

function labelsIn(typed: string): string[] {
  return [...new Set(typed.split(',').map((label) => label.trim()).filter((label) => label !== ''))]; // prettier-ignore
}
