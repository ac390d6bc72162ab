import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { showBriefly, showWithHelp } from '../../host/messages.js';
import type { Span } from '../../prose/span.js';
import { findAnswers } from '../../sessions/classification/findAnswers.js';
import { sessionText } from './sessionText.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { chooseModelLink, documentationLink } from '../../host/documentationLink.js';

/** "Cloze: Ask This Document": answers with their probability; the one that is looked at is shown in the text. */
export async function askDocument(editor: vscode.TextEditor, engine: EngineApi): Promise<void> {
  const { document } = editor;
  const model = await chooseAnswerModel(engine);
  if (model === undefined) return;
  const question = await vscode.window.showInputBox({ title: vscode.l10n.t('Ask This Document'), prompt: vscode.l10n.t('A question that a passage of the text may answer.'), ignoreFocusOut: true }); // prettier-ignore
  if (question === undefined || question.trim() === '') return;
  const answers = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: looking for answers'), cancellable: true },
    (_, token) => findAnswers({ question, model }, sessionText(document), engine, vscode.l10n.t, token),
  );
  if (answers === undefined) {
    showBriefly(vscode.l10n.t('The text has changed since, so nothing was done.'));
    return;
  }
  const before = editor.selection;
  const show = (place: Span | undefined): void => {
    editor.selection =
      place === undefined ? before : new vscode.Selection(document.positionAt(place.start), document.positionAt(place.end));
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  const chosen = await vscode.window.showQuickPick(answers, {
    title: question,
    ignoreFocusOut: true,
    onDidSelectItem: (item) => show((item as (typeof answers)[number]).place),
  });
  show(chosen?.place);
}

/** Asks for an installed checkpoint that answers questions, unless there is one only; where there is none, says how to get one. */
async function chooseAnswerModel(engine: EngineApi): Promise<string | undefined> {
  const models = (await engine.classifiers()).filter(({ kind }) => kind === 'answer');
  if (models.length === 0) {
    const message = vscode.l10n.t('"Ask This Document" needs a checkpoint that answers questions: a BERT for question answering, for example fine-tuned on SQuAD. [Download one]({0}), or choose its folder, with config.json, tokenizer.json and *.safetensors. [Documentation]({1})', chooseModelLink('questions'), documentationLink('classification')); // prettier-ignore
    void showWithHelp(message, { title: vscode.l10n.t('Choose Folder…'), run: () => addModelFolder(commands.askDocument) });
    return undefined;
  }
  if (models.length === 1) return models[0]?.model;
  const items = models.map(({ model, labels }) => ({ label: model, description: labels.join(', ') }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model?') }))?.label;
}
