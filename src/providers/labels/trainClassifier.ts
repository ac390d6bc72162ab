import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { TablePlace, TrainClassifierResult } from '../../common/classificationApi.js';
import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import { headText } from '../../text/classification/headFile.js';
import { labelFilePath } from '../../text/classification/labelFile.js';
import type { Example } from '../../text/classification/labels.js';
import { formatOf } from '../../text/classification/table/columns.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

const pageRows = 2000;
const mostExamples = 100_000;

type By = 'encoder' | 'causal' | 'both';

/** A classifier that was trained and saved. */
export interface SavedClassifier extends TrainClassifierResult {
  readonly uri: vscode.Uri;
}

/** "Cloze: Train a Classifier…": asks what to learn from, with which model, and how to call it; `undefined` where that was given up. */
export async function trainClassifier(engine: EngineApi, labels: WorkspaceLabels): Promise<SavedClassifier | undefined> {
  const source = await chooseSource(labels);
  const by = source && (await chooseModel());
  const name = by && (await askName());
  if (source === undefined || by === undefined || name === undefined) return undefined;
  const title = vscode.l10n.t('Cloze: training a classifier');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const trained = await vscode.window.withProgress(options, async (_, token) => {
    const examples = await source(engine, token);
    return engine.trainClassifier({ examples, by, weighting: 'none', seed: 1 }, token);
  });
  const uri = vscode.Uri.joinPath(labels.uri, '..', `${name}.cloze-head.json`);
  await save(uri, headText(trained.head));
  return { ...trained, uri };
}

type Source = (engine: EngineApi, token: CancellationToken) => Promise<readonly Example[]>;

async function chooseSource(labels: WorkspaceLabels): Promise<Source | undefined> {
  const own = await labels.read();
  const items: readonly (vscode.QuickPickItem & { readonly choose: () => Promise<Source | undefined> })[] = [
    {
      label: vscode.l10n.t('Labels of This Workspace'),
      description: `${labelFilePath.join('/')}, ${vscode.l10n.t('{0} texts', own.length)}`,
      choose: () => Promise.resolve(() => Promise.resolve(own)),
    },
    {
      label: vscode.l10n.t('A Table…'),
      description: vscode.l10n.t('CSV, TSV or JSON lines with a column of texts and one of labels'),
      choose: chooseTable,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Learn from') }))?.choose();
}

async function chooseTable(): Promise<Source | undefined> {
  const filters = { [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'tab', 'jsonl', 'ndjson'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A Table of Labelled Texts') })) ?? [];
  return uri && ((engine, token) => tableExamples(uri, engine, token));
}

async function tableExamples(uri: vscode.Uri, engine: EngineApi, token: CancellationToken): Promise<Example[]> {
  const examples: Example[] = [];
  let from: TablePlace | undefined;
  do {
    const request = { path: uri.fsPath, format: formatOf(uri.path) ?? 'csv', limit: pageRows, ...(from && { from }) } as const;
    const page = await engine.readTable(request, token);
    for (const { text, label } of page.rows) if (label !== undefined && label.trim() !== '') examples.push({ text, label: label.trim() });
    from = page.next;
  } while (from !== undefined && examples.length < mostExamples);
  return examples.slice(0, mostExamples);
}

async function chooseModel(): Promise<By | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly by: By })[] = [
    { label: 'BERT', description: vscode.l10n.t('reads a text as a whole; mostly the best'), by: 'encoder' },
    { label: 'GPT', description: vscode.l10n.t('the model that writes completions'), by: 'causal' },
    { label: vscode.l10n.t('Both'), description: vscode.l10n.t('twice the time'), by: 'both' },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which Model Reads the Texts?') }))?.by;
}

async function askName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the Classifier'),
    value: 'labels',
    validateInput: (value) =>
      /^[\p{L}\p{N} ._-]{1,60}$/u.test(value) ? undefined : vscode.l10n.t('Letters, digits, spaces and . _ - only.'),
  });
  return name?.trim();
}

async function save(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClozeError({ code: 'disk', message: vscode.l10n.t('The classifier could not be saved: {0}.', reason) }, { cause: error });
  }
}
