import * as vscode from 'vscode';
import type { EngineServices } from '../../common/engineApi.js';
import { showBriefly } from '../../host/messages.js';
import { headName, readHead } from '../../learning/heads/headFile.js';
import type { LabelStore } from '../../sessions/labels/labelStore.js';
import { labelEach, leastSureTexts, textsWithoutLabel } from '../../sessions/labels/leastSureTexts.js';
import { chooseLabel } from './chooseLabel.js';
import { chooseTextsToLabel } from './chooseTextsToLabel.js';

/** "Label the Least Sure": texts without a label, those first that the classifier is least sure about; each is asked about until that is given up. */
export async function labelLeastSure(uri: vscode.Uri, { engine, tables }: EngineServices, labels: LabelStore): Promise<void> {
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
