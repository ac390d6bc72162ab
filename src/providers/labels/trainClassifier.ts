import * as vscode from 'vscode';
import type { Progress } from '../../common/methods/progress.js';
import { reportProgress } from '../../host/reportProgress.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi, EngineServices } from '../../common/engineApi.js';
import { askHowManyLabels } from '../../host/askHowManyLabels.js';
import { saveWhole } from '../../host/saveWhole.js';
import { headSuffix, headText } from '../../learning/heads/headFile.js';
import { type ReportBlock, reportBlocks } from '../../report/classification/reportBlocks.js';
import { taggerBlocks } from '../../report/classification/taggerBlocks.js';
import { chooseExamples, type ExampleSource } from './chooseExamples.js';
import type { TaggedSource } from './taggedFile.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

type By = 'encoder' | 'causal' | 'both';

/** A classifier that was trained, and the report on it. */
interface TrainedClassifier {
  readonly head: ClassifierHead;
  readonly report: readonly ReportBlock[];
}

/** The same where it is saved. */
export interface SavedClassifier extends TrainedClassifier {
  /** What gets a label. */
  readonly kind: 'texts' | 'words';
  readonly uri: vscode.Uri;
}

type Training = (token: CancellationToken, report: (progress: Progress) => void) => Promise<TrainedClassifier>;

/** "Cloze: Train a Classifier…": asks what to learn from, with which model, and how to call it; `undefined` where that was given up. */
export async function trainClassifier(
  named: unknown,
  { engine, tables }: EngineServices,
  labels: WorkspaceLabels,
): Promise<SavedClassifier | undefined> {
  const source = await chooseExamples(named, tables, labels);
  if (source === undefined) return undefined;
  const train = source.kind === 'words' ? trainingOnWords(source, engine) : await trainingOnTexts(source, engine);
  const name = train && (await askName(source.kind === 'words' ? 'names' : 'labels', (typed) => headUri(labels, typed)));
  if (train === undefined || name === undefined) return undefined;
  const title = vscode.l10n.t('Cloze: training a classifier');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const trained = await vscode.window.withProgress(options, (progress, token) => train(token, reportProgress(progress)));
  const uri = headUri(labels, name);
  await save(uri, headText(trained.head));
  return { ...trained, kind: source.kind, uri };
}

async function trainingOnTexts(source: ExampleSource, engine: EngineApi): Promise<Training | undefined> {
  const count = source.hasLists ? await askHowManyLabels('several') : 'one';
  const by = count && (await chooseModel());
  if (by === undefined) return undefined;
  return async (token, tell) => {
    const { examples, leftOut } = await source.read(token);
    const request = { examples, multiLabel: count === 'several', by, weighting: 'none', seed: 1 } as const;
    const { head, report } = await engine.trainClassifier(request, token, tell);
    const training = { ...head.training, ...(source.file !== undefined && { source: source.file }) };
    const shown = { ...report, ...(leftOut.length > 0 && { leftOut }) };
    return { head: { ...head, training }, report: reportBlocks(shown, vscode.l10n.t) };
  };
}

function trainingOnWords(source: TaggedSource, engine: EngineApi): Training {
  return async (token, tell) => {
    const sentences = await source.read();
    const { head, report } = await engine.trainTagger({ sentences, weighting: 'none', seed: 1 }, token, tell);
    return { head, report: taggerBlocks(report, vscode.l10n.t) };
  };
}

async function chooseModel(): Promise<By | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly by: By })[] = [
    { label: 'BERT', description: vscode.l10n.t('reads the whole text; usually best'), by: 'encoder' },
    { label: 'GPT', description: vscode.l10n.t('the model that writes completions'), by: 'causal' },
    { label: vscode.l10n.t('Both'), description: vscode.l10n.t('takes twice as long'), by: 'both' },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model Reads the Texts?'), ignoreFocusOut: true }))?.by;
}

/** Where a classifier of this name is kept. */
function headUri(labels: WorkspaceLabels, name: string): vscode.Uri {
  return vscode.Uri.joinPath(labels.uri, '..', `${name.trim()}${headSuffix}`);
}

/** Asks for a name; one that is taken is warned about, as training again is the usual thing to do. */
async function askName(value: string, uriOf: (name: string) => vscode.Uri): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the Classifier'),
    value,
    ignoreFocusOut: true,
    async validateInput(typed) {
      if (!/^[\p{L}\p{N} ._-]{1,60}$/u.test(typed)) return vscode.l10n.t('Letters, digits, spaces and . _ - only.');
      const message = vscode.l10n.t('A classifier with this name exists. It will be replaced.');
      return (await exists(uriOf(typed))) ? { message, severity: vscode.InputBoxValidationSeverity.Warning } : undefined;
    },
  });
  return name?.trim();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function save(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
    await saveWhole(uri, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClozeError({ code: 'disk', message: vscode.l10n.t('The classifier could not be saved: {0}.', reason) }, { cause: error });
  }
}
