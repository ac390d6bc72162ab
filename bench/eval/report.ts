import { maxOf } from '../../src/common/extremes.js';
import type { SkippedRow } from '../../src/cli/input/jsonLines.js';

/** A figure, or `null` where there is nothing to compute it from. */
export type Metrics = Readonly<Record<string, number | null>>;

/** What `cloze eval KIND PATH --json` prints. */
export interface Report {
  readonly kind: string;
  /** How many rows were measured. */
  readonly rows: number;
  readonly seconds: number;
  readonly model: string;
  readonly metrics: Metrics;
  /** The same metrics over the rows of each group, groups in alphabetical order. */
  readonly groups: Readonly<Record<string, Metrics>>;
  /** Lines of the file that are no rows of this kind. */
  readonly skipped: readonly SkippedRow[];
}

/** Computes the metrics over all results and over those of each group. */
export function grouped<R extends { readonly group: string }>(
  results: readonly R[],
  metricsOf: (results: readonly R[]) => Metrics,
): Pick<Report, 'metrics' | 'groups'> {
  const names = [...new Set(results.map((result) => result.group))].sort();
  return {
    metrics: metricsOf(results),
    groups: Object.fromEntries(names.map((name) => [name, metricsOf(results.filter((result) => result.group === name))])),
  };
}

/** The report as a table for people: one line a group, all rows first. */
export function reportText(report: Report): string {
  const columns = Object.keys(report.metrics);
  const lines = [
    ['', ...columns],
    row('all', report.metrics),
    ...Object.entries(report.groups).map(([name, metrics]) => row(name, metrics)),
  ];
  const widths = ['', ...columns].map((_, column) => maxOf(lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  const count = report.skipped.length;
  const skipped = count === 0 ? '' : `, ${count} ${count === 1 ? 'line' : 'lines'} skipped`;
  return `${report.kind}: ${report.rows} rows in ${report.seconds.toFixed(1)} s with ${report.model}${skipped}\n${table.join('\n')}\n`;

  function row(name: string, metrics: Metrics): string[] {
    return [name, ...columns.map((column) => formatted(metrics[column] ?? null))];
  }
}

function formatted(value: number | null): string {
  if (value === null) return '–';
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
