/** One row of features for each example, row-major. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Rows one after the other. */
  readonly values: Float32Array;
  /** Which of the rows in `values` are the matrix's, in its order; all of them where it is absent. */
  readonly order?: Int32Array;
}

/** Puts rows of the same length on top of each other. */
export function matrixOf(rows: readonly Float32Array[]): FeatureMatrix {
  const columns = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * columns);
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns) throw new RangeError(`Row ${index} has ${row.length} features, but the first has ${columns}.`);
    values.set(row, index * columns);
  }
  return { rows: rows.length, columns, values };
}

/** Some rows of a matrix, in the order of the indexes. They share its memory. */
export function rowsAt({ columns, values, order }: FeatureMatrix, indexes: readonly number[]): FeatureMatrix {
  return { rows: indexes.length, columns, values, order: Int32Array.from(indexes, (index) => order?.[index] ?? index) };
}

/** Where a row begins in `values`. */
export function rowStart({ columns, order }: FeatureMatrix, row: number): number {
  return (order === undefined ? row : (order[row] as number)) * columns;
}
