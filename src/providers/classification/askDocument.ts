import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { excerptStart } from '../../prose/excerpt.js';
import { percent } from '../../prose/plainText.js';
import { chooseAnswerModel } from './chooseAnswerModel.js';

const mostAnswers = 8;

/** Characters of an answer that are shown: its probability is to have room beside it. */
const shownLength = 70;

/** "Cloze: Ask This Document": answers with their probability; the one that is looked at is shown in the text. */
export async function askDocument(editor: vscode.TextEditor, engine: EngineApi): Promise<void> {
  const { document } = editor;
  const model = await chooseAnswerModel(engine);
  if (model === undefined) return;
  const question = await vscode.window.showInputBox({ title: vscode.l10n.t('Ask This Document'), prompt: vscode.l10n.t('A question that a passage of the text may answer.'), ignoreFocusOut: true }); // prettier-ignore
  if (question === undefined || question.trim() === '') return;
  const request = { text: document.getText(), question, model, top: mostAnswers };
  const title = vscode.l10n.t('Cloze: looking for answers');
  const { answers, noAnswer } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) => engine.answer(request, token),
  );
  const items = [
    ...answers.map(({ offset, length, probability }) => {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      return { label: excerptStart(document.getText(range).replace(/\s+/g, ' '), shownLength), probability, range };
    }),
    { label: vscode.l10n.t('The text does not say'), probability: noAnswer, range: undefined },
  ].sort((a, b) => b.probability - a.probability);
  const before = editor.selection;
  const show = (range: vscode.Range | undefined): void => {
    editor.selection = range === undefined ? before : new vscode.Selection(range.start, range.end);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  const chosen = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, description: percent(item.probability) })),
    { title: question, ignoreFocusOut: true, onDidSelectItem: (item) => show((item as (typeof items)[number]).range) },
  );
  show(chosen?.range);
}
