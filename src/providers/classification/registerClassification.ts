import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { TableApi } from '../../common/methods/tables.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { commands, hasMarksKey } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showOff } from '../../host/messages.js';
import { readableText } from '../../host/readableText.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import type { ChosenClassifier } from '../../sessions/classification/classifierChoice.js';
import { LabelTable } from '../../sessions/classification/labelTable.js';
import { ManyTextsSession } from '../../sessions/classification/manyTexts.js';
import { RangeClassification } from '../../sessions/classification/rangeClassification.js';
import type { TextFiles } from '../../sessions/classification/textFiles.js';
import { askDocument } from './askDocument.js';
import { chooseClassifier, classifierOf } from './chooseClassifier.js';
import { chooseFinder } from './chooseFinder.js';
import { chooseTarget, selectionOf, type Target } from './chooseTarget.js';
import { classifyMany } from './classifyMany.js';
import { classifyRange } from './classifyRange.js';
import { exportLabels } from './exportLabels.js';
import { filterTable, LabelTableView, sortTable } from './labelTableView.js';
import { markNames } from './markNames.js';
import { NameMarks } from './nameMarks.js';
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
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

/** Classifies texts, files and rows from the command palette, finds names and answers, and has the table of what was found. */
export function registerClassification(dependencies: ClassificationDependencies): Disposable {
  const { engine, tables, classes, labelMarks, storage, clock, log, version } = dependencies;
  const store = new DisposableStore();
  const table = store.add(new LabelTable());
  const view = store.add(new LabelTableView(table));
  const why = store.add(new WhyMarks(labelMarks));
  const names = store.add(new NameMarks());
  const many = new ManyTextsSession(table, { engine, tables, clock, files: workspaceTexts, t: vscode.l10n.t });
  const ranges = new RangeClassification(engine, vscode.l10n.t);

  const save = (): Promise<boolean> => exportLabels(table, version, log);
  const classify = async (target: Target | undefined, given?: ChosenClassifier): Promise<void> => {
    const chosen = target && (given ?? (await chooseClassifier(engine, storage)));
    if (target === undefined || chosen === undefined) return;
    if (target.kind === 'range') await classifyRange(target, chosen, { ranges, why, classes });
    else await classifyMany(target, chosen, { many, table, view, save, log });
  };

  const command = (id: string, run: (argument: unknown) => Promise<unknown>): void =>
    void store.add(vscode.commands.registerCommand(id, (argument: unknown) => showFailures(log, () => run(argument))));
  const onEngine = (id: string, run: (argument: unknown) => Promise<unknown>): void =>
    command(id, (argument) => (readSettings().enable ? run(argument) : showOff()));
  const onEditor = (id: string, run: (editor: vscode.TextEditor) => Promise<void>): void =>
    onEngine(id, async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) showBriefly(vscode.l10n.t('Open a document first.'));
      else await run(editor);
    });
  onEngine(commands.classify, async (named) => classify(await chooseTarget(named, tables)));
  onEngine(commands.classifyWith, async (named) => {
    if (typeof named !== 'string') return;
    const target = await chooseTarget(undefined, tables);
    if (target !== undefined) await classify(target, await classifierOf({ kind: 'head', uri: named }));
  });
  onEditor(commands.classifySelection, async (editor) => classify(await selectionOf(editor, tables)));
  onEditor(commands.findNames, async (editor) => {
    const finder = await chooseFinder(engine);
    if (finder !== undefined) await markNames(editor.document, finder, { engine, many, table, view, names });
  });
  onEditor(commands.askDocument, (editor) => askDocument(editor, engine));
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
  command(commands.exportLabels, save);
  command(commands.clearLabels, () => {
    many.clear();
    return Promise.resolve();
  });
  return store;
}

/** The files of the workspace, as they are in the editor or else on the disk. */
const workspaceTexts: TextFiles = {
  async read(uri) {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    if (open !== undefined) return open.getText();
    const bytes = await Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.parse(uri))).catch(() => undefined);
    return bytes && readableText(bytes);
  },
  size: async (uri) => (await vscode.workspace.fs.stat(vscode.Uri.parse(uri))).size,
  nameOf: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
};
