import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { TrainingDepth } from '../../common/methods/training.js';
import type { EngineServices } from '../../common/engineApi.js';
import { askMultiLabel } from '../../host/askMultiLabel.js';
import { saveWhole } from '../../host/saveWhole.js';
import { headSuffix, headText } from '../../learning/heads/headFile.js';
import type { LabelStore } from '../../sessions/labels/labelStore.js';
import { train, type TrainedClassifier } from '../../sessions/labels/train.js';
import { timeLeft } from '../../writing/timeLeft.js';
import { type FeatureModel, nextStep, remarkOnName, type TrainingAnswers, type TrainingStep } from '../../sessions/labels/trainingSteps.js';
import { chooseExamples } from './chooseExamples.js';
import { besideLabels } from './workspaceLabels.js';
import type { Progress } from '../../common/methods/progress.js';

/** A trained classifier where it is saved. */
export interface SavedClassifier extends TrainedClassifier {
  /** What gets a label. */
  readonly kind: 'texts' | 'words';
  readonly uri: vscode.Uri;
}

/** "Cloze: Train a Classifier…": asks what to learn from, with which model, and how to call it; `undefined` where that was given up. */
export async function trainClassifier(
  named: unknown,
  { engine, tables }: EngineServices,
  labels: LabelStore,
): Promise<SavedClassifier | undefined> {
  const source = await chooseExamples(named, tables, labels);
  if (source === undefined) return undefined;
  let answers: TrainingAnswers = {};
  for (let step = nextStep(source, answers); step !== undefined; step = nextStep(source, answers)) {
    const answer = await ask(step);
    if (answer === undefined) return undefined;
    answers = { ...answers, ...answer };
  }
  const uri = headUri(answers.name ?? '');
  const title = vscode.l10n.t('Cloze: training a classifier');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const trained = await vscode.window.withProgress(options, (progress, token) =>
    train(source, answers, { engine, t: vscode.l10n.t, token, tell: reportProgress(progress) }),
  );
  await save(uri, headText(trained.head));
  return { ...trained, kind: source.kind, uri };
}

async function ask(step: TrainingStep): Promise<TrainingAnswers | undefined> {
  switch (step.ask) {
    case 'multi-label': {
      const multiLabel = await askMultiLabel(step.likely);
      return multiLabel === undefined ? undefined : { multiLabel };
    }
    case 'model': {
      return askModel();
    }
    case 'name': {
      const name = await askName(step.suggestion);
      return name === undefined ? undefined : { name };
    }
  }
}

async function askModel(): Promise<Pick<TrainingAnswers, 'by' | 'depth'> | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly by: FeatureModel; readonly depth?: TrainingDepth })[] = [
    { label: 'BERT', description: vscode.l10n.t('reads the whole text; usually best'), by: 'encoder' },
    {
      label: vscode.l10n.t('BERT, Deep'),
      description: vscode.l10n.t('its last layers learn too, which takes minutes; kept where it is right more often'),
      by: 'encoder',
      depth: 'auto',
    },
    {
      label: vscode.l10n.t('BERT, Deep in Any Case'),
      description: vscode.l10n.t('the same, kept even if it is not better'),
      by: 'encoder',
      depth: 'deep',
    },
    { label: 'GPT', description: vscode.l10n.t('the model that writes completions'), by: 'causal' },
    { label: vscode.l10n.t('Both'), description: vscode.l10n.t('takes twice as long'), by: 'both' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model Reads the Texts?'), ignoreFocusOut: true });
  return chosen && { by: chosen.by, ...(chosen.depth && { depth: chosen.depth }) };
}

async function askName(suggestion: string): Promise<string | undefined> {
  const { Error: error, Warning: warning } = vscode.InputBoxValidationSeverity;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the Classifier'),
    value: suggestion,
    ignoreFocusOut: true,
    async validateInput(typed) {
      const remark = await remarkOnName(typed, (taken) => exists(headUri(taken)), vscode.l10n.t);
      return remark && { message: remark.message, severity: remark.isWarning ? warning : error };
    },
  });
  return name?.trim();
}

/** Where a classifier of this name is kept. */
function headUri(name: string): vscode.Uri {
  return besideLabels(`${name}${headSuffix}`);
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

/** Shows in a notification how far a training is. */
function reportProgress(to: vscode.Progress<{ message?: string; increment?: number }>): (progress: Progress) => void {
  let shown = 0;
  let began: number | undefined;
  return ({ done, total, phase, loss }) => {
    if (phase === 'learning') {
      to.report({ message: vscode.l10n.t('learning') });
      return;
    }
    const share = Math.floor((100 * done) / Math.max(1, total));
    if (phase === 'training') {
      // Reading has filled the bar already.
      began ??= performance.now();
      const left = timeLeft(performance.now() - began, done / Math.max(1, total)) ?? '?';
      to.report({ message: vscode.l10n.t('step {0} of {1}, loss {2}, {3} left', done, total, (loss ?? 0).toFixed(2), left) });
      return;
    }
    to.report({ message: vscode.l10n.t('read {0} of {1}', done, total), increment: share - shown });
    shown = share;
  };
}
