import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { askMultiLabel } from '../../host/askMultiLabel.js';
import { storageKeys } from '../../host/ids.js';
import { headName } from '../../learning/heads/headFile.js';
import {
  chosenClassifier,
  type ChosenClassifier,
  type ClassifierChoice,
  type OfferedClassifier,
  offeredClassifiers,
  remembered,
  typedLabels,
} from '../../sessions/classification/classifierChoice.js';
import { findHeadFiles, readHeadFile } from './headFiles.js';

/** Asks what is to give the labels; what was chosen last comes first. `undefined` where nothing was chosen. */
export async function chooseClassifier(engine: EngineApi, storage: vscode.Memento): Promise<ChosenClassifier | undefined> {
  const last = storage.get<ClassifierChoice[]>(storageKeys.lastClassifiers, []);
  const heads = (await findHeadFiles()).map((uri) => uri.toString());
  const { recent, others } = offeredClassifiers(heads, await engine.classifiers().catch(() => []), last);
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, choice: undefined };
  const items = [...recent.map(itemOf), ...(recent.length === 0 ? [] : [separator]), ...others.map(itemOf)];
  const chosen = (
    await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Classify with'), matchOnDescription: true, ignoreFocusOut: true })
  )?.choice;
  if (chosen?.kind === 'folder') return (await addModelFolder()) ? chooseClassifier(engine, storage) : undefined;
  const choice = chosen?.kind === 'new-labels' ? await askLabels(chosen.entailment) : chosen;
  if (choice === undefined) return undefined;
  await storage.update(storageKeys.lastClassifiers, remembered(choice, last));
  return classifierOf(choice);
}

/** The classifier of a choice. Fails with a `ClozeError` where its file is broken, or labels words. */
export function classifierOf(choice: ClassifierChoice): Promise<ChosenClassifier | undefined> {
  return chosenClassifier(choice, (uri) => readHeadFile(vscode.Uri.parse(uri)), vscode.l10n.t);
}

function itemOf({ choice, labels = [] }: OfferedClassifier): vscode.QuickPickItem & { readonly choice: ClassifierChoice } {
  switch (choice.kind) {
    case 'head': {
      const uri = vscode.Uri.parse(choice.uri);
      return { label: `$(mortar-board) ${headName(uri.path)}`, description: vscode.workspace.asRelativePath(uri), choice };
    }
    case 'checkpoint':
      return { label: `$(package) ${choice.model}`, description: labels.join(', '), choice };
    case 'labels': {
      const description = choice.multiLabel === true ? vscode.l10n.t('several or none') : '';
      return { label: `$(history) ${choice.labels.join(', ')}`, description, choice };
    }
    case 'new-labels': {
      const description =
        choice.entailment === undefined
          ? vscode.l10n.t('without training: a guess of the embedded models')
          : vscode.l10n.t('labels of your choice, judged by {0}', choice.entailment);
      return { label: `$(edit) ${vscode.l10n.t('Labels of Your Choice…')}`, description, choice };
    }
    case 'folder': {
      const description = vscode.l10n.t('fine-tuned BERT, RoBERTa, GPT-2, Llama and similar models');
      return { label: `$(folder-opened) ${vscode.l10n.t('A Checkpoint in a Folder…')}`, description, choice };
    }
  }
}

async function askLabels(entailment: string | undefined): Promise<ClassifierChoice | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Labels of Your Choice'),
    prompt: vscode.l10n.t('Two or more labels, separated by commas: words that say what a text may be.'),
    placeHolder: vscode.l10n.t('praise, complaint, question'),
    ignoreFocusOut: true,
    validateInput: (value) => (typedLabels(value).length < 2 ? vscode.l10n.t('Enter at least two different labels.') : undefined),
  });
  const multiLabel = typed === undefined ? undefined : await askMultiLabel(false);
  if (typed === undefined || multiLabel === undefined) return undefined;
  return {
    kind: 'labels',
    labels: typedLabels(typed),
    ...(entailment !== undefined && { entailment }),
    ...(multiLabel && { multiLabel }),
  };
}
