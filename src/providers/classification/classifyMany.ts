import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifiedText, Classifier, TablePlace } from '../../common/classificationApi.js';
import type { EngineApi } from '../../common/engineApi.js';
import { excerptStart } from '../../text/excerpt.js';
import { largestIndex } from '../../text/classification/softmax.js';
import type { TableFormat } from '../../text/classification/table/columns.js';
import type { LabelRow } from '../../text/classification/table/labelRows.js';
import { TextLines } from '../../text/flow/report/textLines.js';
import type { LabelTable } from './labelTable.js';

/** Texts that are asked about at a time: those that are done stay when the rest is given up. */
const fileBatch = 16;
const rowBatch = 128;

/** More rows than this are for the command line, which writes them to a file. */
const mostRows = 100_000;

const excerptLength = 100;

/** Tells how far it is: a share from 0 to 1 where the end is known, and a few words. */
export type TellProgress = (message: string) => void;

/** Labels rows of a table on disk, page by page. Returns whether rows were left out because there are too many. */
export async function classifyRows(
  { uri, format, skip }: { readonly uri: vscode.Uri; readonly format: TableFormat; readonly skip: number },
  classifier: Classifier,
  engine: EngineApi,
  table: LabelTable,
  tell: TellProgress,
  token: CancellationToken,
): Promise<{ readonly isCut: boolean }> {
  const started = Date.now();
  let from: TablePlace | undefined;
  let seen = 0;
  do {
    const page = await engine.readTable({ path: uri.fsPath, format, limit: rowBatch, ...(from && { from }) }, token);
    const rows = page.rows.slice(Math.max(0, skip - seen));
    seen += page.rows.length;
    if (rows.length > 0) {
      const texts = rows.map(({ text }) => text);
      const { texts: classified, labels } = await engine.classify({ texts, classifier, multiLabel: false, why: false }, token);
      const file = vscode.workspace.asRelativePath(uri);
      if (table.all.labels.length === 0) table.start(labels);
      table.add(
        rows.map(({ line, text }, index) => {
          const lastLine = line + (text.match(/\n/g)?.length ?? 0);
          return labelRow({ uri: uri.toString(), file, line, lastLine, text }, classified[index], labels);
        }),
      );
      const rate = (seen - skip) / Math.max(0.001, (Date.now() - started) / 1000);
      tell(vscode.l10n.t('{0} rows, {1} a second', seen, rate.toFixed(1)));
    }
    from = page.next;
  } while (from !== undefined && seen < mostRows);
  return { isCut: from !== undefined };
}

/** Labels files, each as one text. Returns the names of those that could not be read. */
export async function classifyFiles(
  uris: readonly vscode.Uri[],
  classifier: Classifier,
  engine: EngineApi,
  table: LabelTable,
  tell: TellProgress,
  token: CancellationToken,
): Promise<readonly string[]> {
  const unread: string[] = [];
  for (let from = 0; from < uris.length; from += fileBatch) {
    const files: { readonly uri: vscode.Uri; readonly text: string }[] = [];
    for (const uri of uris.slice(from, from + fileBatch)) {
      const text = await textOf(uri);
      if (text === undefined) unread.push(vscode.workspace.asRelativePath(uri));
      else files.push({ uri, text });
    }
    const texts = files.map(({ text }) => text);
    const { texts: classified, labels } = await engine.classify({ texts, classifier, multiLabel: false, why: false }, token);
    if (table.all.labels.length === 0) table.start(labels);
    table.add(
      files.map(({ uri, text }, index) => {
        const passage = classified[index]?.passages[classified[index].deciding];
        const lines = new TextLines(text);
        const [start, end] = passage === undefined ? [0, 0] : [passage.offset, passage.offset + passage.length];
        const place = { line: lines.at(start).line, lastLine: lines.at(end).line };
        return labelRow({ uri: uri.toString(), file: vscode.workspace.asRelativePath(uri), text, ...place }, classified[index], labels);
      }),
    );
    tell(vscode.l10n.t('{0} of {1} files', Math.min(uris.length, from + fileBatch), uris.length));
  }
  return unread;
}

/** The text of an open document as it is now, or of a file; `undefined` where there is none, or it is no text. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function labelRow(
  {
    text,
    ...source
  }: { readonly text: string; readonly uri: string; readonly file: string; readonly line: number; readonly lastLine: number },
  classified: ClassifiedText | undefined,
  labels: readonly string[],
): LabelRow {
  const { probabilities = [] } = classified ?? {};
  const best = largestIndex(probabilities);
  return {
    ...source,
    excerpt: excerptStart(text.replace(/\s+/g, ' ').trim(), excerptLength),
    label: probabilities.length === 0 ? '' : (labels[best] ?? ''),
    probability: probabilities[best] ?? 0,
    ...(probabilities.length > 0 && { probabilities }),
  };
}
