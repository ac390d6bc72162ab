import * as vscode from 'vscode';
import { maxOf } from '../../common/extremes.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifiedText } from '../../common/methods/classification.js';
import type { EngineApi, EngineServices } from '../../common/engineApi.js';
import { excerptStart } from '../../prose/excerpt.js';
import { timeLeft } from '../../writing/timeLeft.js';
import { joinedLabels, type LabelRule, saidLabels } from '../../learning/multiLabel/saidLabels.js';
import type { LabelRow } from '../../learning/table/labelRows.js';
import { TextLines } from '../../report/flow/textLines.js';
import type { ChosenClassifier } from './chooseClassifier.js';
import type { LabelTable } from './labelTable.js';
import { nextPage, type RowsDone, type RowSource } from './rowPages.js';
import { readableText } from './readableText.js';

/** Files that are asked about at a time: those that are done stay when the rest is given up. */
const fileBatch = 16;

/** Rows that the table of labels holds at most, so that it fits into the memory of the process that all extensions share. */
const mostRows = 100_000;

const excerptLength = 100;

/** Tells in a few words how far it is. */
export type TellProgress = (message: string) => void;

/** A table whose rows are to be labelled, and how far that is. */
export interface RowsToClassify {
  readonly uri: vscode.Uri;
  readonly source: RowSource;
  done: RowsDone;
}

/** Labels rows of a table on disk, page by page, until all are done or the table of labels is full. */
export async function classifyRows(
  target: RowsToClassify,
  chosen: ChosenClassifier,
  services: EngineServices,
  table: LabelTable,
  tell: TellProgress,
  token: CancellationToken,
): Promise<void> {
  const uri = target.uri.toString();
  const file = vscode.workspace.asRelativePath(target.uri);
  const started = Date.now();
  const { rows: before, from } = target.done;
  const { size } = await vscode.workspace.fs.stat(target.uri);
  while (!target.done.isAll && table.all.rows.length < mostRows) {
    const { rows, labelled, done } = await nextPage(target.source, target.done, chosen, services, token);
    target.done = done;
    if (labelled === undefined) continue;
    if (table.all.labels.length === 0) table.start(labelled.labels);
    table.add(
      rows.map(({ line, text }, index) => {
        const lastLine = line + (text.match(/\n/g)?.length ?? 0);
        return labelRow({ uri, file, line, lastLine, text }, labelled.texts[index], labelled);
      }),
    );
    const first = from?.byte ?? 0;
    const share = ((done.from?.byte ?? size) - first) / Math.max(1, size - first);
    tell(vscode.l10n.t('{0} rows, {1} a second, {2} left', done.rows, ...pace(started, done.rows - before, share)));
  }
}

/** Labels files, each as one text. Returns the names of those that could not be read. */
export async function classifyFiles(
  uris: readonly vscode.Uri[],
  { classifier, multiLabel }: ChosenClassifier,
  engine: EngineApi,
  table: LabelTable,
  tell: TellProgress,
  token: CancellationToken,
): Promise<readonly string[]> {
  const unread: string[] = [];
  const started = Date.now();
  for (let from = 0; from < uris.length; from += fileBatch) {
    const files: { readonly uri: vscode.Uri; readonly text: string }[] = [];
    for (const uri of uris.slice(from, from + fileBatch)) {
      const text = await textOf(uri);
      if (text === undefined) unread.push(vscode.workspace.asRelativePath(uri));
      else files.push({ uri, text });
    }
    const texts = files.map(({ text }) => text);
    const result = await engine.classify({ texts, classifier, multiLabel, why: false }, token);
    if (table.all.labels.length === 0) table.start(result.labels);
    table.add(
      files.map(({ uri, text }, index) => {
        const classified = result.texts[index];
        const passage = classified?.passages[classified.deciding];
        const lines = new TextLines(text);
        const [start, end] = passage === undefined ? [0, 0] : [passage.offset, passage.offset + passage.length];
        const place = { line: lines.at(start).line, lastLine: lines.at(end).line };
        return labelRow({ uri: uri.toString(), file: vscode.workspace.asRelativePath(uri), text, ...place }, classified, result);
      }),
    );
    const done = Math.min(uris.length, from + fileBatch);
    tell(vscode.l10n.t('{0} of {1} files, {2} a second, {3} left', done, uris.length, ...pace(started, done, done / uris.length)));
  }
  return unread;
}

/** How many a second are done, and how long the rest takes at the same pace. */
function pace(started: number, done: number, share: number): [rate: string, left: string] {
  const elapsedMs = Math.max(1, Date.now() - started);
  return [((1000 * done) / elapsedMs).toFixed(1), timeLeft(elapsedMs, share) ?? ''];
}

/** The text of an open document as it is now, or of a file; `undefined` where there is none, or it is no text. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  const bytes = await Promise.resolve(vscode.workspace.fs.readFile(uri)).catch(() => undefined);
  return bytes && readableText(bytes);
}

function labelRow(
  {
    text,
    ...source
  }: { readonly text: string; readonly uri: string; readonly file: string; readonly line: number; readonly lastLine: number },
  classified: ClassifiedText | undefined,
  rule: LabelRule,
): LabelRow {
  const { probabilities = [] } = classified ?? {};
  const said = saidLabels(probabilities, rule);
  return {
    ...source,
    excerpt: excerptStart(text.replace(/\s+/g, ' ').trim(), excerptLength),
    label: joinedLabels(said),
    ...(rule.thresholds && { several: said }),
    probability: maxOf(probabilities, 0),
    ...(probabilities.length > 0 && { probabilities }),
  };
}
