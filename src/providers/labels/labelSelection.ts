import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { showBriefly, showDone } from '../../host/messages.js';
import type { LabelStore } from '../../sessions/labels/labelStore.js';
import { giveLabel, labelsInUse, paragraphAround } from '../../sessions/labels/selectionLabels.js';
import { chooseLabel } from './chooseLabel.js';

/** "Cloze: Label Selection As…": each selection, or the paragraph at the cursor, becomes an example of a label. */
export async function labelSelection({ document, selections }: vscode.TextEditor, labels: LabelStore): Promise<void> {
  const source = vscode.workspace.asRelativePath(document.uri);
  const ranges = selections.flatMap((selection) => (selection.isEmpty ? paragraphAt(document, selection.active.line) : [selection]));
  const texts = ranges.map((range) => ({ text: plainText(document.getText(range)).trim(), source })).filter(({ text }) => text !== '');
  if (texts.length === 0) {
    showBriefly(vscode.l10n.t('Select the text to label.'));
    return;
  }
  const label = await chooseLabel(await labelsInUse(labels), vscode.l10n.t('Label Selection As'));
  if (label === undefined) return;
  const { message, undo } = await giveLabel(texts, label, labels, vscode.l10n.t);
  await showDone(message, undo);
}

function paragraphAt(document: vscode.TextDocument, line: number): vscode.Range[] {
  const isBlank = (at: number): boolean => document.lineAt(at).isEmptyOrWhitespace;
  const lines = paragraphAround(line, { lineCount: document.lineCount, isBlank });
  return lines === undefined ? [] : [new vscode.Range(lines.first, 0, lines.last, document.lineAt(lines.last).text.length)];
}
