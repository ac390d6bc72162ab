import { percent } from '../../prose/plainText.js';
import type { ReportedPair } from '../../writing/flow/flowReport.js';
import type { CheckedFile } from '../../report/flow/sarif.js';

/** What a check of a file found. */
export interface FileFlow extends CheckedFile {
  /** What else is to be said about the file; full sentences. */
  readonly notes: readonly string[];
}

/** The chance that a sentence does not belong, as it is printed and as --fail-on compares it. */
export function scoreOf({ chance }: ReportedPair): number {
  return Number(chance.toFixed(4));
}

/** What was found, as `--format json` prints it. */
export function flowJson(files: readonly FileFlow[]): unknown {
  return files.map(({ uri, lines, pairs, notes }) => ({
    file: uri,
    findings: pairs
      .filter(({ verdict }) => verdict === 'warning')
      .map((pair) => ({
        offset: pair.second.start,
        length: pair.second.end - pair.second.start,
        ...lines.at(pair.second.start),
        score: scoreOf(pair),
        sentence: pair.second.text,
        before: pair.first.text,
        reasons: pair.reasons,
      })),
    muted: pairs.filter(({ verdict }) => verdict === 'muted').length,
    checked: pairs.length,
    notes,
  }));
}

/** What was found, for people: a line for each finding that editors and terminals make a link of, and the reasons below. */
export function flowText(files: readonly FileFlow[]): string {
  return files.map(textOf).join('');
}

function textOf({ uri, lines, pairs, notes }: FileFlow): string {
  const found = pairs.filter(({ verdict }) => verdict === 'warning');
  const findings = found.map(({ first, second, chance, reasons }) => {
    const { line, column } = lines.at(second.start);
    const why = reasons.map((reason) => `    ${reason}\n`).join('');
    return `${uri}:${line}:${column}: ${percent(chance)} ${JSON.stringify(second.text)}\n    after ${JSON.stringify(first.text)}\n${why}`;
  });
  const muted = pairs.filter(({ verdict }) => verdict === 'muted').length;
  const summary = `${uri}: ${found.length} of ${pairs.length} sentences seem not to follow${muted === 0 ? '' : `, ${muted} more are muted`}.\n`;
  return [...findings, ...notes.map((note) => `${uri}: ${note}\n`), summary].join('');
}
