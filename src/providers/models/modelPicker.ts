import * as vscode from 'vscode';
import { DisposableStore } from '../../common/disposable.js';
import { CancellationSource } from '../../common/cancellation.js';
import type { ListedModel, ModelPurpose, RecommendedModel } from '../../common/modelTool/answers.js';
import { readSettings } from '../../host/settings.js';
import { jobTitle } from '../../sessions/models/jobRows.js';
import { type ModelAction, type ModelRow, modelRows } from '../../sessions/models/modelRows.js';
import { speedEstimate } from '../../sessions/models/speedEstimate.js';
import type { ModelsDependencies } from './modelsDependencies.js';

type RowItem = vscode.QuickPickItem & Pick<ModelRow, 'action' | 'removable'>;

interface Found {
  readonly installed: readonly ListedModel[];
  readonly recommended: readonly RecommendedModel[];
}

/**
 * Shows the models for a job: the one in use, those on this machine, those that can be downloaded, and ways to others.
 * @returns what was chosen, `back` for the list of jobs, or `undefined` where the list was closed
 */
export async function pickModel(purpose: ModelPurpose, dependencies: ModelsDependencies): Promise<ModelAction | 'back' | undefined> {
  const { store, engine, tool } = dependencies;
  const ownedUntilClosed = new DisposableStore();
  const work = new CancellationSource();
  const pick = ownedUntilClosed.add(vscode.window.createQuickPick<RowItem>());
  pick.title = jobTitle(purpose, vscode.l10n.t);
  pick.placeholder = vscode.l10n.t('Looking at the models of this machine');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  pick.buttons = [vscode.QuickInputButtons.Back];
  const speed = speedEstimate(await engine.status());
  let found: Found | undefined;
  const show = (): void => {
    if (found === undefined) return;
    const { host, isOffline: offline } = tool;
    const offered = { purpose, settings: readSettings(), ...found, offline, host, typed: pick.value, ...(speed && { speed }) };
    pick.items = modelRows(offered, vscode.l10n.t).map(itemOf);
  };
  const load = async (): Promise<void> => {
    const [installed, recommended] = await Promise.all([store.list(work.token), store.recommended(work.token)]);
    found = { installed, recommended };
    show();
    pick.placeholder = vscode.l10n.t('Choose a model, or type the name of another one');
    pick.busy = false;
  };
  try {
    return await new Promise((resolve, reject) => {
      ownedUntilClosed.add(pick.onDidChangeValue(show));
      ownedUntilClosed.add(pick.onDidTriggerButton(() => resolve('back')));
      ownedUntilClosed.add(
        pick.onDidTriggerItemButton(({ item: { removable } }) => {
          if (removable !== undefined) resolve({ kind: 'remove', name: removable });
        }),
      );
      ownedUntilClosed.add(
        pick.onDidAccept(() => {
          const [chosen] = pick.activeItems;
          if (chosen?.action !== undefined) resolve(chosen.action);
        }),
      );
      ownedUntilClosed.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
      load().catch((error: unknown) => !work.token.isCancellationRequested && reject(error as Error));
    });
  } finally {
    work.cancel();
    ownedUntilClosed.dispose();
  }
}

function itemOf({ label, icon, action, always, removable, ...row }: ModelRow): RowItem {
  if (action === undefined) return { label, kind: vscode.QuickPickItemKind.Separator };
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove from This Machine…') };
  return {
    ...row,
    action,
    label: icon === undefined ? label : `$(${icon}) ${label}`,
    ...(always === true && { alwaysShow: true }),
    ...(removable !== undefined && { removable, buttons: [remove] }),
  };
}
