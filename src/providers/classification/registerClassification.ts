import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { TableApi } from '../../common/methods/tables.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { commands, hasMarksKey } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showOff, showRefusal } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures, tellFailure } from '../../host/showFailures.js';
import type { LabelOrder } from '../../learning/table/labelRows.js';
import { askDocument } from './askDocument.js';
import { chooseClassifier, type ChosenClassifier, headClassifier } from './chooseClassifier.js';
import { chooseFinder } from './chooseFinder.js';
import { chooseTarget, selectionOf, type Target } from './chooseTarget.js';
import { classifyFiles, classifyRows, type TellProgress } from './classifyMany.js';
import { classifyRange } from './classifyRange.js';
import { exportLabels } from './exportLabels.js';
import { findNames, NameMarks } from './findNames.js';
import { LabelTable } from './labelTable.js';
import { WhyMarks } from './whyMarks.js';

export interface ClassificationDependencies {
  readonly engine: EngineApi;
  readonly tables: TableApi;
  /** Where the panel finds what was classified last. */
  readonly classes: Latest<ClassesRecord | undefined>;
  /** The address of the document whose words are marked for a label. */
  readonly labelMarks: Latest<string | undefined>;
  /** The workspace's own storage, for what was chosen last. */
  readonly storage: vscode.Memento;
  readonly log: Log;
  readonly version: string;
}

/** How many files a message names. */
const namedFiles = 5;

/** Texts of which there may be too many for one look. */
type ManyTexts = Exclude<Target, { kind: 'range' }>;

/** Classifies texts, files and rows from the command palette, finds names and answers, and has the table of what was found. */
export function registerClassification({
  engine,
  tables,
  classes,
  labelMarks,
  storage,
  log,
  version,
}: ClassificationDependencies): Disposable {
  const store = new DisposableStore();
  const table = store.add(new LabelTable());
  const why = store.add(new WhyMarks(labelMarks));
  const names = store.add(new NameMarks());
  /** What the table holds labels of. */
  let current: ManyTexts | undefined;

  const classify = async (named: unknown): Promise<void> => classifyTarget(await chooseTarget(named, tables));

  /** @param given asked for where it is absent */
  const classifyTarget = async (target: Target | undefined, given?: ChosenClassifier): Promise<void> => {
    const chosen = target && (given ?? (await chooseClassifier(engine, storage)));
    if (target === undefined || chosen === undefined) return;
    if (target.kind === 'range') {
      const { document } = target.editor;
      await vscode.commands.executeCommand(commands.showProbabilities, 'classes');
      await withProgress(
        (_, token) =>
        classifyRange({ document, range: target.range, ...chosen }, engine, (record) => {
          if (record === undefined) showBriefly(vscode.l10n.t('There are no words to classify here.'));
          else if (record.words !== undefined) why.show(document, record);
          classes.value = record;
        }, token), // prettier-ignore
      );
      return;
    }
    await classifyRest(target, chosen);
  };

  /** Labels what is not done yet. What is done stays when that is given up or fails, and can be gone on with. */
  const classifyRest = async (target: ManyTexts, chosen: ChosenClassifier): Promise<void> => {
    if (current !== target) table.start([]);
    current = target;
    let isStopped = false;
    try {
      await withProgress((tell, token) => classifyMany(target, chosen, tell, token));
    } catch (error) {
      if (table.all.rows.length === 0) throw error;
      isStopped = true;
      tellFailure(log, error);
    }
    table.show();
    if (table.all.rows.length > 0) await table.reveal();
    const goOn = (): Promise<void> => showFailures(log, () => classifyRest(target, chosen));
    if (isStopped) {
      const { length } = table.all.rows;
      const message =
        length === 1
          ? vscode.l10n.t('1 text has its label; the others were left out.')
          : vscode.l10n.t('{0} texts have their labels; the others were left out.', length);
      void showRefusal(message, { title: vscode.l10n.t('Go On'), run: goOn });
    } else if (target.kind === 'rows' && !target.done.isAll) offerNextRows(goOn);
  };

  /** The table of labels is full, but that of rows is not at its end. */
  const offerNextRows = (goOn: () => Promise<void>): void => {
    const message = vscode.l10n.t(
      'The table is full: it holds the labels of {0} rows, and there are more. Export them to go on with the next ones, or label all with "cloze classify" on the command line.',
      table.all.rows.length,
    );
    const run = async (): Promise<void> => {
      table.only = undefined;
      if (!(await exportLabels(table, version, log))) return;
      table.start([]);
      await goOn();
    };
    void showRefusal(message, { title: vscode.l10n.t('Export and Go On'), run });
  };

  const classifyMany = async (target: ManyTexts, chosen: ChosenClassifier, tell: TellProgress, token: CancellationToken): Promise<void> => {
    if (target.kind === 'rows') return classifyRows(target, chosen, { engine, tables }, table, tell, token);
    const done = new Set(table.all.rows.map(({ uri }) => uri));
    const left = target.uris.filter((uri) => !done.has(uri.toString()));
    const unread = await classifyFiles(left, chosen, engine, table, tell, token);
    if (target.uris.length === 0) showBriefly(vscode.l10n.t('No file matches the pattern.'));
    if (unread.length === 0) return;
    const some = [...unread.slice(0, namedFiles), ...(unread.length > namedFiles ? ['…'] : [])].join(', ');
    const message =
      unread.length === 1
        ? vscode.l10n.t('1 file could not be read as text: {0}', some)
        : vscode.l10n.t('{0} files could not be read as text: {1}', unread.length, some);
    const run = (): Promise<void> => showFailures(log, () => classifyRest(target, chosen));
    void showRefusal(message, { title: vscode.l10n.t('Try Again'), run });
  };

  const onEditor = (run: (editor: vscode.TextEditor) => Promise<void>): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined) return run(editor);
    showBriefly(vscode.l10n.t('Open a document first.'));
    return Promise.resolve();
  };
  const command = (id: string, run: (argument: unknown) => Promise<unknown>): void =>
    void store.add(vscode.commands.registerCommand(id, (argument: unknown) => showFailures(log, () => run(argument))));
  const onEngine = (id: string, run: (argument: unknown) => Promise<unknown>): void =>
    command(id, (argument) => (readSettings().enable ? run(argument) : showOff()));
  onEngine(commands.classify, classify);
  onEngine(commands.classifyWith, async (named) => {
    if (typeof named !== 'string') return;
    const target = await chooseTarget(undefined, tables);
    const classifier = target && (await headClassifier(vscode.Uri.parse(named)));
    if (classifier !== undefined) await classifyTarget(target, { classifier, multiLabel: false });
  });
  onEngine(commands.classifySelection, () => onEditor(async (editor) => classifyTarget(await selectionOf(editor, tables))));
  onEngine(commands.findNames, () =>
    onEditor(async (editor) => {
      const classifier = await chooseFinder(engine);
      if (classifier !== undefined) await withProgress((_, token) => findNames(editor, classifier, engine, table, names, token));
    }),
  );
  onEngine(commands.askDocument, () => onEditor((editor) => askDocument(editor, engine)));
  const tellMarks = (): void => void vscode.commands.executeCommand('setContext', hasMarksKey, why.isVisible || names.isVisible);
  store.add(why.onDidChange(tellMarks));
  store.add(names.onDidChange(tellMarks));
  command(commands.clearMarks, () => {
    labelMarks.value = undefined;
    names.clear();
    return Promise.resolve();
  });
  command(commands.sortLabels, () => sortTable(table));
  command(commands.filterLabels, () => filterTable(table));
  command(commands.exportLabels, () => exportLabels(table, version, log));
  command(commands.clearLabels, () => {
    table.start([]);
    return Promise.resolve();
  });
  return store;
}

function withProgress(work: (tell: TellProgress, token: CancellationToken) => Promise<void>): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: classifying'), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, (progress, token) => work((message) => progress.report({ message }), token)));
}

async function sortTable(table: LabelTable): Promise<void> {
  const items: readonly (vscode.QuickPickItem & { readonly order: LabelOrder })[] = [
    { label: vscode.l10n.t('In the Order of the Texts'), order: 'source' },
    { label: vscode.l10n.t('By Label'), order: 'label' },
    { label: vscode.l10n.t('Most Certain First'), order: 'surest' },
    { label: vscode.l10n.t('Least Certain First'), order: 'least-sure' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort Labels') });
  if (chosen !== undefined) table.order = chosen.order;
}

async function filterTable(table: LabelTable): Promise<void> {
  const all = vscode.l10n.t('All Labels');
  const chosen = await vscode.window.showQuickPick([all, ...table.all.labels], {
    title: vscode.l10n.t('Which labels do you want to see?'),
  });
  if (chosen !== undefined) table.only = chosen === all ? undefined : chosen;
}
