import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { documentationLink } from '../../host/documentationLink.js';
import { showRefusal } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';

/** Asks for an installed checkpoint that answers questions, unless there is one only; where there is none, says how to get one. */
export async function chooseAnswerModel(engine: EngineApi): Promise<string | undefined> {
  // Without a folder for them there is no checkpoint, and no need to start the engine to say so.
  const models = readSettings().modelFolders.length === 0 ? [] : (await engine.classifiers()).filter(({ kind }) => kind === 'answer');
  if (models.length === 0) {
    const message = vscode.l10n.t('"Ask This Document" needs a checkpoint that answers questions: a BERT for question answering, for example fine-tuned on SQuAD. Choose its folder, with config.json, tokenizer.json and *.safetensors. [Documentation]({0})', documentationLink('classification')); // prettier-ignore
    void showRefusal(message, { title: vscode.l10n.t('Choose Folder…'), run: () => addModelFolder(commands.askDocument) });
    return undefined;
  }
  if (models.length === 1) return models[0]?.model;
  const items = models.map(({ model, labels }) => ({ label: model, description: labels.join(', ') }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model?') }))?.label;
}
