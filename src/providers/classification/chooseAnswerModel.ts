import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { showRefusal } from '../../host/messages.js';

/** Asks for an installed checkpoint that answers questions, unless there is one only; where there is none, says how to get one. */
export async function chooseAnswerModel(engine: EngineApi): Promise<string | undefined> {
  const models = (await engine.classifiers()).filter(({ kind }) => kind === 'answer');
  if (models.length === 0) {
    const message = vscode.l10n.t('No model that answers questions is installed. Choose the folder of one, for example of a BERT that was fine-tuned on SQuAD.'); // prettier-ignore
    void showRefusal(message, { title: vscode.l10n.t('Choose Folder…'), run: () => addModelFolder(commands.askDocument) });
    return undefined;
  }
  if (models.length === 1) return models[0]?.model;
  const items = models.map(({ model, labels }) => ({ label: model, description: labels.join(', ') }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model?') }))?.label;
}
