import * as vscode from 'vscode';
import type { InstalledClassifier } from '../../common/classificationApi.js';
import type { EngineApi } from '../../common/engineApi.js';
import { showBriefly } from '../../host/messages.js';

/** Asks for an installed checkpoint of a kind, unless there is one only; says where there is none. */
export async function chooseModel(engine: EngineApi, kind: InstalledClassifier['kind']): Promise<string | undefined> {
  const models = (await engine.classifiers()).filter((each) => each.kind === kind);
  if (models.length === 0) {
    showBriefly(
      kind === 'answer'
        ? vscode.l10n.t('No model that answers questions is installed.')
        : vscode.l10n.t('No model that finds names is installed.'),
    );
    return undefined;
  }
  if (models.length === 1) return models[0]?.model;
  const items = models.map(({ model, labels }) => ({ label: model, description: labels.join(', ') }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model?') }))?.label;
}
