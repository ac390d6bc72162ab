import { commaDialect, type CsvDialect, CsvReader, type CsvRecord } from './csvReader.js';

/** In the order of preference: where two fit alike, the first one is taken. */
const delimiters = [',', ';', '\t', '|'];

/** How many of the records have to have as many cells as most of them, for another delimiter than the comma. */
const minShare = 0.8;

/** Excel names the delimiter in a first line of its own. */
const namedDelimiter = /^sep=(.)(?:\r\n|\r|\n)/i;

/** How a table is written, and how many characters at its start say so and belong to no record. */
export interface FoundDialect {
  readonly dialect: CsvDialect;
  readonly skipped: number;
}

/**
 * How the start of a table is written: the delimiter that gives most records equally many cells, quotation marks taken into account, and
 * whether a backslash escapes them. RFC 4180 where nothing speaks against it.
 * @param isWhole whether the sample is all of the table
 * @param given the delimiter, where a person has named it
 */
export function csvDialect(sample: string, isWhole: boolean, given?: string): FoundDialect {
  const named = namedDelimiter.exec(sample);
  const skipped = named?.[0].length ?? 0;
  const start = sample.slice(skipped);
  const escapes = start.includes('\\"') ? [false, true] : [false];
  const known = given ?? named?.[1];
  let best: CsvDialect = { ...commaDialect, delimiter: known ?? ',' };
  let bestFit = -Infinity;
  for (const delimiter of known === undefined ? delimiters : [known]) {
    for (const backslash of escapes) {
      const dialect = { delimiter, quotes: true, backslash };
      const fit = fitOf(dialect, start, isWhole, delimiter === ',' || delimiter === known);
      if (fit > bestFit) [best, bestFit] = [dialect, fit];
    }
  }
  return { dialect: best, skipped };
}

/**
 * How well a dialect fits: the share of records that are alike, less the faults for each record.
 * @param isExpected whether it may be taken although the records are not alike
 */
function fitOf(dialect: CsvDialect, sample: string, isWhole: boolean, isExpected: boolean): number {
  let faults = 0;
  const reader = new CsvReader(dialect, () => faults++);
  const records = reader.read(sample);
  if (isWhole) for (const record of reader.end()) records.push(record);
  if (records.length === 0) return isExpected ? 0 : -Infinity;
  const { width, share } = usualWidth(records);
  const first = records[0]?.cells.length ?? 0;
  const likeness = width < 2 ? 0 : share * (first === width ? 1 : 0.9) * (looksLikeProse(records) ? 0.95 : 1);
  const isSure = first >= 2 && share >= minShare && !(records.length < 3 && looksLikeProse(records));
  return isExpected || isSure ? likeness - faults / records.length : -Infinity;
}

/** The number of cells that most records have. */
function usualWidth(records: readonly CsvRecord[]): { readonly width: number; readonly share: number } {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most));
  return { width, share: count / records.length };
}

/** Whether a space stands after most delimiters, as after a punctuation mark. */
function looksLikeProse(records: readonly CsvRecord[]): boolean {
  let [behind, spaced] = [0, 0];
  for (const { cells } of records) {
    behind += cells.length - 1;
    for (let index = 1; index < cells.length; index++) if (cells[index]?.startsWith(' ') === true) spaced++;
  }
  return spaced > behind / 2;
}
