/** A text among many and what it is. */
export interface LabelRow {
  /** The address of the file that it is in, its name for people, and the line that it starts at, from 1. */
  readonly uri: string;
  readonly file: string;
  readonly line: number;
  /** The last line of the passage that decided, or of the text. */
  readonly lastLine: number;
  /** The start of the text. */
  readonly excerpt: string;
  /** Empty for a text without words, or without a label; several are joined. */
  readonly label: string;
  /** All that it has, where it may have several. */
  readonly labels?: readonly string[];
  /** Of the most probable label. */
  readonly probability: number;
  /** Of all labels; absent where only one was found. */
  readonly probabilities?: readonly number[];
}

/** The labels that a row has. */
export function labelsOfRow({ label, labels }: LabelRow): readonly string[] {
  return labels ?? (label === '' ? [] : [label]);
}

export const labelOrders = ['source', 'label', 'surest', 'least-sure'] as const;
export type LabelOrder = (typeof labelOrders)[number];

/** Rows in another order; those that are equal stay as they were. */
export function sortedRows(rows: readonly LabelRow[], order: LabelOrder): readonly LabelRow[] {
  switch (order) {
    case 'source':
      return rows;
    case 'label':
      return rows.toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : b.probability - a.probability));
    case 'surest':
      return rows.toSorted((a, b) => b.probability - a.probability);
    case 'least-sure':
      return rows.toSorted((a, b) => a.probability - b.probability);
  }
}
