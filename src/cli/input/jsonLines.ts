import { isNestedTooDeep, parseJson } from '../../common/parseJson.js';

/** A line that was left out, and why. Lines count from 1. */
export interface SkippedRow {
  readonly line: number;
  readonly reason: string;
}

export interface Rows<T> {
  readonly rows: readonly T[];
  readonly skipped: readonly SkippedRow[];
}

/**
 * Reads one JSON object a line; blank lines do not count. A line that is no object, or that `read` refuses by throwing an `Error`, is
 * skipped and reported: one broken row must not cost the others.
 * @param limit the most good rows to read.
 */
export function readJsonLines<T>(text: string, read: (row: Readonly<Record<string, unknown>>) => T, limit = Infinity): Rows<T> {
  const rows: T[] = [];
  const skipped: SkippedRow[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (rows.length >= limit) break;
    if (line.trim() === '') continue;
    try {
      rows.push(read(jsonObject(line)));
    } catch (error) {
      skipped.push({ line: index + 1, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { rows, skipped };
}

function jsonObject(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseJson(line);
  } catch (error) {
    throw new Error(isNestedTooDeep(error) ? error.message : 'The line is not JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('The line is not a JSON object.');
  return value as Readonly<Record<string, unknown>>;
}
