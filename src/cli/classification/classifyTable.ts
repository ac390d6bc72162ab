import type { ClassifiedText, Classifier, ClassifyResult } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { inOrderAsTheyCome } from '../../common/inOrder.js';
import { cancelledError } from '../../common/clozeError.js';
import { cellOf, type OpenTable } from '../../engine/tables/tableReader.js';
import type { TableRow } from '../../engine/tables/tableRows.js';
import { joinedLabels, type LabelRule, saidLabels } from '../../learning/multiLabel/saidLabels.js';
import { tableLine } from '../../learning/table/csvText.js';
import { pace } from '../../sessions/classification/pace.js';
import type { Terminal } from '../terminal.js';
import type { OutputFormat, RowOutput } from './rowOutput.js';

/** Rows that are read, classified and written at a time: enough to put those of similar length together. */
const batchSize = 256;

export interface TableTask {
  readonly table: OpenTable;
  /** Bytes of the table; absent where that is not known, as of standard input. */
  readonly size?: number;
  readonly output: RowOutput;
  readonly format: OutputFormat;
  readonly classifier: Classifier;
  readonly multiLabel: boolean;
  /** How many batches of rows are under way at the same time. */
  readonly atOnce: number;
}

/** What became of a table's rows. */
export interface TableSummary {
  readonly rows: number;
  /** Rows that an earlier run had done. */
  readonly resumed: number;
  /** Rows without words in the column of texts; they have no label. */
  readonly empty: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly model: string;
}

/** Writes each row with its label and the probabilities of all labels, in the table's order. What is done stays when it is stopped. */
export async function classifyTable(task: TableTask, engine: EngineApi, terminal: Terminal): Promise<TableSummary> {
  const { table, output, classifier, multiLabel } = task;
  const counts = new Map<string, number>();
  const started = performance.now();
  let [rows, empty, model, seen] = [0, 0, '', 0];
  let isNamed = output.done > 0;
  /** Bytes that an earlier run had done. */
  let skipped = 0;
  const classified = async ({ fresh, ...batch }: RowBatch): Promise<RowBatch & { readonly result?: ClassifyResult }> => {
    if (terminal.cancel.isCancellationRequested) throw cancelledError();
    if (fresh.length === 0) return { fresh, ...batch };
    const texts = fresh.map((row) => cellOf(row, table.columns, table.columns.text) ?? '');
    return { fresh, ...batch, result: await engine.classify({ texts, classifier, multiLabel, why: false }, terminal.cancel) };
  };
  for await (const { size, fresh, doneBefore, end, result } of inOrderAsTheyCome(
    batches(table.rows, output.done),
    task.atOnce,
    classified,
  )) {
    skipped = doneBefore ?? skipped;
    seen += size;
    if (result === undefined) continue;
    if (!isNamed && table.columns.header !== undefined && task.format !== 'jsonl') {
      await output.write(tableLine([...table.columns.header, ...resultNames(result.labels)], task.format, table.dialect.delimiter));
    }
    isNamed = true;
    const lines = fresh.map((row, at) => writtenRow(row, result.texts[at], result, task));
    await output.write(lines.join(''));
    for (const text of result.texts) {
      for (const label of saidLabels(text.probabilities, result)) counts.set(label, (counts.get(label) ?? 0) + 1);
      if (text.probabilities.length === 0) empty++;
    }
    ({ model } = result);
    rows += fresh.length;
    if (terminal.showsProgress) {
      const elapsedMs = performance.now() - started;
      const share = task.size === undefined ? 0 : (end - skipped) / Math.max(1, task.size - skipped);
      const { rate, left } = pace(elapsedMs, rows, share);
      terminal.writeMessage(`\r\u001b[KRow ${seen}, ${rate} a second${left === undefined ? '' : `, ${left} left`}`);
    }
  }
  if (terminal.showsProgress) terminal.writeMessage('\r\u001b[K');
  return { rows, resumed: Math.min(output.done, seen), empty, labels: Object.fromEntries(counts), model };
}

/** Names of the columns that are added to a table. */
function resultNames(labels: readonly string[]): string[] {
  return ['cloze_label', ...labels.map((label) => `cloze_p_${label}`)];
}

function writtenRow(row: TableRow, text: ClassifiedText | undefined, rule: LabelRule, { format, table }: TableTask): string {
  const { labels, thresholds } = rule;
  const probabilities = text?.probabilities ?? [];
  const said = saidLabels(probabilities, rule);
  if (format !== 'jsonl') {
    const written = [...row.cells, joinedLabels(said), ...labels.map((_, index) => shown(probabilities[index]))];
    return tableLine(written, format, table.dialect.delimiter);
  }
  const names = row.names ?? row.cells.map((_, index) => `column_${index + 1}`);
  const fields = Object.fromEntries(names.map((name, index) => [name, row.cells[index]]));
  const result = {
    cloze_label: thresholds === undefined ? (said[0] ?? null) : said,
    cloze_probabilities: Object.fromEntries(labels.map((label, index) => [label, probabilities[index] ?? null])),
  };
  return `${JSON.stringify({ ...fields, ...result })}\n`;
}

/** As exact as it is, so that programs see what the editor has. */
function shown(probability: number | undefined): string {
  return probability === undefined ? '' : String(probability);
}

/** Rows that are read together. */
interface RowBatch {
  readonly size: number;
  /** Those that an earlier run had not done. */
  readonly fresh: readonly TableRow[];
  /** Where in the table the last one ends that an earlier run had done; absent where there is none here. */
  readonly doneBefore?: number | undefined;
  /** Where in the table the last one ends. */
  readonly end: number;
}

/** @param done rows that an earlier run had done */
async function* batches(rows: AsyncIterable<TableRow>, done: number): AsyncGenerator<RowBatch> {
  let seen = 0;
  const batchOf = (all: readonly TableRow[]): RowBatch => {
    const fresh = all.slice(Math.max(0, done - seen));
    seen += all.length;
    return { size: all.length, fresh, doneBefore: all[all.length - fresh.length - 1]?.end, end: all.at(-1)?.end ?? 0 };
  };
  let batch: TableRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === batchSize) {
      yield batchOf(batch);
      batch = [];
    }
  }
  if (batch.length > 0) yield batchOf(batch);
}
