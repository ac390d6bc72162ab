import type { EngineServices } from '../../common/engineApi.js';
import { append } from '../../common/append.js';
import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifiedText } from '../../common/methods/classification.js';
import { plainText } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import { headName, readHead } from '../../learning/heads/headFile.js';
import { usedLabels } from '../../learning/examples/labelFile.js';
import { leastSure, type UnsureText } from '../../learning/examples/leastSure.js';
import { excerptStart } from '../../prose/excerpt.js';
import { percent } from '../../prose/plainText.js';
import { chooseLabel } from './chooseLabel.js';
import { chooseTextsToLabel, type TextToLabel } from './textsToLabel.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

/** Texts that are asked about at a time. */
const batch = 128;

/** How many texts are offered in one go: training again after that changes which are worth labelling. */
const most = 20;

const titleLength = 90;

/** "Label the Least Sure": texts without a label, those first that the classifier is least sure about; each is asked about until that is given up. */
export async function labelLeastSure(uri: vscode.Uri, { engine, tables }: EngineServices, labels: WorkspaceLabels): Promise<void> {
  const head = readHead(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), headName(uri.path));
  const texts = await chooseTextsToLabel(tables);
  if (texts === undefined) return;
  const known = new Set((await labels.read()).map(({ text }) => text));
  const left = texts.filter(({ text }) => !known.has(text));
  if (left.length === 0) {
    showBriefly(vscode.l10n.t('All texts there have a label already.'));
    return;
  }
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: classifying'), cancellable: true };
  const classified = await vscode.window.withProgress(options, (_, token) => classify(left, (part) => engine.classify({ texts: part, classifier: { kind: 'head', head }, multiLabel: false, why: false }, token), token)); // prettier-ignore
  const rule = { labels: head.labels, ...(head.thresholds && { thresholds: head.thresholds }) };
  let done = 0;
  for (const unsure of leastSure(classified, rule, most)) {
    const own = left[unsure.index];
    const label = own && (await askLabel(own, unsure, labels));
    if (own === undefined || label === undefined) break;
    await labels.add([{ text: own.text, label, source: own.source }]);
    done += 1;
  }
  if (done === 1) showBriefly(vscode.l10n.t('Labeled 1 text. Train again to see what changes.'));
  else if (done > 0) showBriefly(vscode.l10n.t('Labeled {0} texts. Train again to see what changes.', done));
}

async function classify(
  texts: readonly TextToLabel[],
  ask: (part: readonly string[]) => Promise<{ readonly texts: readonly ClassifiedText[] }>,
  token: CancellationToken,
): Promise<ClassifiedText[]> {
  const classified: ClassifiedText[] = [];
  for (let from = 0; from < texts.length && !token.isCancellationRequested; from += batch) {
    append(classified, (await ask(texts.slice(from, from + batch).map(({ text }) => text))).texts);
  }
  return classified;
}

/** The labels that are likely come first, each with its probability. */
async function askLabel({ text }: TextToLabel, { labels: likely }: UnsureText, labels: WorkspaceLabels): Promise<string | undefined> {
  const used = usedLabels(await labels.read()).filter(({ label }) => !likely.some((each) => each.label === label));
  const offered = [
    ...likely.map(({ label, probability }) => ({ label, description: percent(probability) })),
    ...used.map(({ label, count }) => ({ label, description: String(count) })),
  ];
  return chooseLabel(offered, excerptStart(plainText(text).replace(/\s+/g, ' '), titleLength));
}
