import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { TableApi } from '../../common/methods/tables.js';
import { commands } from '../../host/ids.js';
import { showBriefly, showOff, showDone } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import { LabelStore } from '../../sessions/labels/labelStore.js';
import { registerRetraining, type RegisterRetrainingDependencies } from './registerRetraining.js';
import { showReport } from './showReport.js';
import { trainClassifier } from './trainClassifier.js';
import { workspaceLabels } from './workspaceLabels.js';
import type { EngineServices } from '../../common/engineApi.js';
import { headName, readHead } from '../../learning/heads/headFile.js';
import { labelEach, leastSureTexts, textsWithoutLabel } from '../../sessions/labels/leastSureTexts.js';
import { chooseLabel } from './chooseLabel.js';
import { chooseTextsToLabel } from './chooseTextsToLabel.js';
import { plainText } from '../../host/documentText.js';
import { giveLabel, labelsInUse, paragraphAround } from '../../sessions/labels/selectionLabels.js';

export interface LabelsDependencies extends RegisterRetrainingDependencies {
  readonly tables: TableApi;
  readonly extensionUri: vscode.Uri;
}

/** Labels of one's own: they are given to selections, kept in the workspace, and classifiers learn them, again when they change. */
export function registerLabels({ extensionUri, ...dependencies }: LabelsDependencies): Disposable {
  const { log } = dependencies;
  const store = new DisposableStore();
  const labels = new LabelStore(workspaceLabels, vscode.l10n.t);
  store.add(registerRetraining(dependencies, labels));
  const command = (id: string, run: (argument: unknown) => Promise<void>): void =>
    void store.add(vscode.commands.registerCommand(id, (argument: unknown) => showFailures(log, () => run(argument))));
  command(commands.labelSelection, async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
    else await labelSelection(editor, labels);
  });
  command(commands.trainClassifier, async (named) => {
    if (!readSettings().enable) {
      await showOff();
      return;
    }
    const trained = await trainClassifier(named, dependencies, labels);
    if (trained === undefined) return;
    log.write('info', 'A classifier was trained.');
    showReport(trained, extensionUri);
  });
  command(commands.labelLeastSure, async (named) => {
    if (!readSettings().enable) await showOff();
    else if (typeof named === 'string') await labelLeastSure(vscode.Uri.parse(named), dependencies, labels);
  });
  return store;
}

/** "Label the Least Sure": texts without a label, those first that the classifier is least sure about; each is asked about until that is given up. */
async function labelLeastSure(uri: vscode.Uri, { engine, tables }: EngineServices, labels: LabelStore): Promise<void> {
  const head = readHead(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), headName(uri.path));
  const texts = await chooseTextsToLabel(tables);
  if (texts === undefined) return;
  const left = textsWithoutLabel(texts, await labels.read());
  if (left.length === 0) {
    showBriefly(vscode.l10n.t('All texts there have a label already.'));
    return;
  }
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: classifying'), cancellable: true };
  const unsure = await vscode.window.withProgress(options, (_, token) => leastSureTexts(left, head, engine, token));
  const message = await labelEach(unsure, labels, chooseLabel, vscode.l10n.t);
  if (message !== undefined) showBriefly(message);
}

/** "Cloze: Label Selection As…": each selection, or the paragraph at the cursor, becomes an example of a label. */
async function labelSelection({ document, selections }: vscode.TextEditor, labels: LabelStore): Promise<void> {
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
