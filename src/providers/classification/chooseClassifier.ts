import * as vscode from 'vscode';
import type { Classifier } from '../../common/classificationApi.js';
import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import { storageKeys } from '../../host/ids.js';
import { showFailure } from '../../host/messages.js';
import { readHead } from '../../text/classification/headFile.js';

/** Files of classifiers of one's own, anywhere in the workspace. */
const headFiles = '**/*.cloze-head.json';
const mostHeads = 200;

/** How many lists of labels are remembered. */
const mostRemembered = 8;

type Choice =
  | { readonly kind: 'head'; readonly uri: string }
  | { readonly kind: 'checkpoint'; readonly model: string }
  | { readonly kind: 'labels'; readonly labels: readonly string[]; readonly entailment?: string }
  | { readonly kind: 'new-labels'; readonly entailment?: string };

type Item = vscode.QuickPickItem & { readonly choice?: Choice };

/** Asks what is to give the labels; what was chosen last comes first. `undefined` where nothing was chosen. */
export async function chooseClassifier(engine: EngineApi, storage: vscode.Memento): Promise<Classifier | undefined> {
  const last = storage.get<Choice[]>(storageKeys.lastClassifiers, []);
  const items = listed(await available(engine), last);
  const chosen = (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Classify with'), matchOnDescription: true }))?.choice;
  const choice = chosen?.kind === 'new-labels' ? await typedLabels(chosen) : chosen;
  if (choice === undefined) return undefined;
  const isSame = (other: Choice): boolean => JSON.stringify(other) === JSON.stringify(choice);
  await storage.update(storageKeys.lastClassifiers, [choice, ...last.filter((each) => !isSame(each))].slice(0, mostRemembered));
  return classifierOf(choice);
}

/** The classifier of a choice. A broken file is told and gives none. */
async function classifierOf(choice: Choice): Promise<Classifier | undefined> {
  switch (choice.kind) {
    case 'checkpoint':
      return choice;
    case 'labels':
      return { kind: 'zero-shot', labels: choice.labels, by: choice.entailment === undefined ? 'both' : { entailment: choice.entailment } };
    case 'new-labels':
      return undefined;
    case 'head': {
      const uri = vscode.Uri.parse(choice.uri);
      const name = vscode.workspace.asRelativePath(uri);
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        return { kind: 'head', head: readHead(text, name) };
      } catch (error) {
        const message = vscode.l10n.t('{0} cannot be read. Perhaps it was moved.', name);
        await showFailure(error instanceof ClozeError ? error.detail : { code: 'disk', message });
        return undefined;
      }
    }
  }
}

async function available(engine: EngineApi): Promise<Item[]> {
  const heads = await vscode.workspace.findFiles(headFiles, '**/node_modules/**', mostHeads);
  const installed = await engine.classifiers().catch(() => []);
  return [
    ...heads.map((uri): Item => ({
      label: `$(mortar-board) ${uri.path.split('/').at(-1)?.replace('.cloze-head.json', '') ?? ''}`,
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
  ];
}

/** What was chosen before and is still there comes first; lists of labels that were typed are always there. */
function listed(items: readonly Item[], last: readonly Choice[]): Item[] {
  const isOf = (choice: Choice) => (item: Item) => JSON.stringify(item.choice) === JSON.stringify(choice);
  const recent = last.flatMap((choice): Item[] => {
    if (choice.kind === 'labels') return [{ label: `$(history) ${choice.labels.join(', ')}`, choice }];
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
    prompt: vscode.l10n.t('Two labels or more, with commas between them: words that say what a text may be.'),
    placeHolder: vscode.l10n.t('praise, complaint, question'),
    validateInput: (value) => (labelsIn(value).length < 2 ? vscode.l10n.t('Two different labels are needed.') : undefined),
  });
  return typed === undefined ? undefined : { kind: 'labels', labels: labelsIn(typed), ...(entailment !== undefined && { entailment }) };
}

function labelsIn(typed: string): string[] {
  return [...new Set(typed.split(',').map((label) => label.trim()).filter((label) => label !== ''))]; // prettier-ignore
}
