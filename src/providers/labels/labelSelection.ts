import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { showBriefly, showDone } from '../../host/messages.js';
import { usedLabels } from '../../learning/examples/labelFile.js';
import { chooseLabel } from './chooseLabel.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

/** "Cloze: Label Selection As…": each selection, or the paragraph at the caret, becomes an example of a label. */
export async function labelSelection({ document, selections }: vscode.TextEditor, labels: WorkspaceLabels): Promise<void> {
  const ranges = selections.map((selection) => (selection.isEmpty ? paragraphAt(document, selection.active) : selection));
  const texts = ranges.map((range) => plainText(document.getText(range)).trim()).filter((text) => text !== '');
  if (texts.length === 0) {
    showBriefly(vscode.l10n.t('Select the text to label.'));
    return;
  }
  const label = await chooseLabel(
    usedLabels(await labels.read()).map(({ label, count }) => ({ label, description: String(count) })),
    vscode.l10n.t('Label Selection As'),
  );
  if (label === undefined) return;
  const source = vscode.workspace.asRelativePath(document.uri);
  const takeBack = await labels.add(texts.map((text) => ({ text, label, source })));
  const count = usedLabels(await labels.read()).find((used) => used.label === label)?.count ?? 0;
  const message =
    count === 1
      ? vscode.l10n.t('Labeled "{0}", which now has 1 example.', label)
      : vscode.l10n.t('Labeled "{0}", which now has {1} examples.', label, count);
  await showDone(message, takeBack);
}

/** The lines around the caret up to blank ones. */
function paragraphAt(document: vscode.TextDocument, { line }: vscode.Position): vscode.Range {
  const isBlank = (at: number): boolean => at < 0 || at >= document.lineCount || document.lineAt(at).isEmptyOrWhitespace;
  if (isBlank(line)) return new vscode.Range(line, 0, line, 0);
  let [first, last] = [line, line];
  while (!isBlank(first - 1)) first--;
  while (!isBlank(last + 1)) last++;
  return new vscode.Range(new vscode.Position(first, 0), document.lineAt(last).range.end);
}
