/** One row of features for each example, row-major. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly columns: number;
  /** [rows · columns] */
  readonly values: Float32Array;
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

/** Some rows of a matrix, in the order of the indexes. */
export function rowsAt({ columns, values }: FeatureMatrix, indexes: readonly number[]): FeatureMatrix {
  const chosen = new Float32Array(indexes.length * columns);
  for (const [at, index] of indexes.entries()) chosen.set(values.subarray(index * columns, (index + 1) * columns), at * columns);
  return { rows: indexes.length, columns, values: chosen };
}
