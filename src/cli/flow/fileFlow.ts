import { percent } from '../../text/plainText.js';
import type { CheckedFile } from '../../text/flow/report/sarif.js';

/** What a check of a file found. */
export interface FileFlow extends CheckedFile {
  /** What else is to be said about the file; full sentences. */
  readonly notes: readonly string[];
}

/** What was found, as `--format json` prints it. */
export function flowJson(files: readonly FileFlow[]): unknown {
  return files.map(({ uri, lines, pairs, notes }) => ({
    file: uri,
    findings: pairs
      .filter(({ verdict }) => verdict === 'warning')
      .map(({ first, second, chance, reasons }) => ({
        offset: second.start,
        length: second.end - second.start,
        ...lines.at(second.start),
        score: Number(chance.toFixed(4)),
        sentence: second.text,
        before: first.text,
        reasons,
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
