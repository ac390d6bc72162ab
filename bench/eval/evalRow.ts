/** A row of an evaluation set that holds a text. */
export interface TextRow {
  readonly group: string;
  readonly text: string;
}

/** Reads the fields `text` and `group`; a row without a group belongs to "other". Throws an `Error` that says what is wrong. */
export function readTextRow(row: Readonly<Record<string, unknown>>): TextRow {
  const { text, group = 'other' } = row;
  if (typeof text !== 'string' || text === '') throw new Error('The row has no "text".');
  if (typeof group !== 'string') throw new Error('The "group" of the row is not a string.');
  return { group, text };
}
