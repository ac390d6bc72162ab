import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { cancelledError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showDone } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import { saveWhole } from '../../host/saveWhole.js';
import { headName, headSuffix, headText, readHead } from '../../learning/heads/headFile.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import { percent } from '../../prose/plainText.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

/** A classifier that was trained again, with the text of its file before and now. */
interface Retrained {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly now: string;
  readonly accuracy: readonly [before: number | undefined, now: number | undefined];
}

/** Trains the classifiers again that have learnt from the labels of the workspace, tells of it, and offers to take it back. */
export async function retrainClassifiers(engine: EngineApi, labels: WorkspaceLabels, log: Log, token: CancellationToken): Promise<void> {
  const retrained: Retrained[] = [];
  for (const uri of await classifiersBeside(labels)) {
    const again = await retrain(uri, engine, labels, token);
    if (again !== undefined) retrained.push(again);
  }
  const [first, ...others] = retrained;
  if (first === undefined) return;
  // Nobody waits until the message is read.
  void showDone(messageOn(first, others.length), () => showFailures(log, () => takeBack(retrained)));
}

async function classifiersBeside(labels: WorkspaceLabels): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(labels.uri, '..');
  const files = await vscode.workspace.fs.readDirectory(folder);
  return files.flatMap(([name, type]) => {
    const isHead = type === vscode.FileType.File && name.endsWith(headSuffix);
    return isHead ? [vscode.Uri.joinPath(folder, name)] : [];
  });
}

/** `undefined` where it has learnt from something else, cannot be read, or comes out the same. */
async function retrain(
  uri: vscode.Uri,
  engine: EngineApi,
  labels: WorkspaceLabels,
  token: CancellationToken,
): Promise<Retrained | undefined> {
  const before = await textOf(uri);
  const head = before === undefined ? undefined : headIn(before);
  if (before === undefined || head?.training.source !== labelSource) return undefined;
  const examples = await labels.read();
  const { weighting } = head.training;
  const request = { examples, multiLabel: head.thresholds !== undefined, by: readBy(head), weighting, seed: 1 } as const;
  const trained = await engine.trainClassifier(request, token);
  const training = { ...trained.head.training, source: labelSource };
  if (token.isCancellationRequested) throw cancelledError();
  if (headText({ ...trained.head, training: { ...training, date: head.training.date } }) === headText(head)) return undefined;
  const now = headText({ ...trained.head, training });
  await saveWhole(uri, now);
  return { uri, before, now, accuracy: [head.training.accuracy?.value, training.accuracy?.value] };
}

/** Whose features it takes. */
function readBy({ features }: ClassifierHead): 'encoder' | 'causal' | 'both' {
  const kinds = new Set(features.map(({ kind }) => kind));
  return kinds.size > 1 ? 'both' : (features[0]?.kind ?? 'encoder');
}

function headIn(text: string): ClassifierHead | undefined {
  try {
    return readHead(text, '');
  } catch {
    // A broken file is told of where somebody wants to use it.
    return undefined;
  }
}

function messageOn({ uri, accuracy: [before, now] }: Retrained, others: number): string {
  const name = headName(uri.path);
  if (others === 1) return vscode.l10n.t('Labels have changed: "{0}" and 1 other classifier were trained again.', name);
  if (others > 0) return vscode.l10n.t('Labels have changed: "{0}" and {1} other classifiers were trained again.', name, others);
  if (before === undefined || now === undefined) return vscode.l10n.t('Labels have changed: "{0}" was trained again.', name);
  return vscode.l10n.t('Labels have changed: "{0}" was trained again. It is right about {1} of texts that it has not seen; before it was {2}.', name, percent(now), percent(before)); // prettier-ignore
}

/** What somebody has changed since stays. */
async function takeBack(retrained: readonly Retrained[]): Promise<void> {
  for (const { uri, before, now } of retrained) {
    const name = headName(uri.path);
    if ((await textOf(uri)) === now) {
      await saveWhole(uri, before);
      showBriefly(vscode.l10n.t('"{0}" is as it was before.', name));
    } else showBriefly(vscode.l10n.t('"{0}" has changed since and was left as it is.', name));
  }
}

/** `undefined` where the file is gone. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
