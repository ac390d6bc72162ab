import * as vscode from 'vscode';
import type { ModelPurpose } from '../../common/modelTool/answers.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { readSettings } from '../../host/settings.js';
import { jobRows } from '../../sessions/models/jobRows.js';
import type { ModelAction } from '../../sessions/models/modelRows.js';
import { downloadModel } from './downloadModel.js';
import { measureSpeed } from './measureSpeed.js';
import type { ModelsDependencies } from './modelsDependencies.js';
import { pickModel } from './modelPicker.js';
import { allowNetwork } from './networkConsent.js';
import { removeModel } from './removeModel.js';
import { searchByName } from './searchByName.js';
import { useModel } from './useModel.js';

/** Shows what each job uses, asks for a job unless one is given, and then for its model. */
export async function chooseModels(dependencies: ModelsDependencies, given?: ModelPurpose): Promise<void> {
  let purpose = given ?? (await chooseJob());
  while (purpose !== undefined) {
    const picked = await pickModel(purpose, dependencies);
    if (picked === 'back') purpose = await chooseJob();
    else if (picked === undefined || !(await act(picked, purpose, dependencies))) return;
  }
}

/** @returns whether the list of models is to be shown again */
async function act(action: ModelAction, purpose: ModelPurpose, dependencies: ModelsDependencies): Promise<boolean> {
  switch (action.kind) {
    case 'use':
      await useModel(purpose, action.name);
      return false;
    case 'remove':
      await removeModel(action.name, dependencies);
      return false;
    case 'download':
      await downloadModel({ name: action.model.name, known: action.model }, purpose, dependencies);
      return false;
    case 'name':
      await downloadModel({ name: action.name }, purpose, dependencies);
      return false;
    case 'search':
      await searchByName(action.words, purpose, dependencies);
      return false;
    case 'folder':
      return addModelFolder();
    case 'measure':
      return measureSpeed(dependencies);
    case 'allow-network':
      return allowNetwork();
  }
}

type JobItem = vscode.QuickPickItem & { readonly purpose?: ModelPurpose; readonly command?: string };

async function chooseJob(): Promise<ModelPurpose | undefined> {
  const rows = jobRows(readSettings(), vscode.l10n.t).map(({ icon, label, ...row }): JobItem => ({ ...row, label: `$(${icon}) ${label}` }));
  const more: JobItem[] = [
    { label: vscode.l10n.t('more'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(key) ${vscode.l10n.t('Set Hugging Face Token…')}`, command: commands.setHuggingFaceToken },
    { label: `$(gear) ${vscode.l10n.t('Settings of Models')}`, command: commands.openSettings },
  ];
  const items: JobItem[] = [{ label: vscode.l10n.t('jobs'), kind: vscode.QuickPickItemKind.Separator }, ...rows, ...more];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Choose Models'),
    placeHolder: vscode.l10n.t('What each job uses now; choose one to see which other models there are'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command, '@ext:cloze.cloze model');
  return chosen?.purpose;
}
