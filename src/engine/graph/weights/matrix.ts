import { ClozeError } from '../../../common/clozeError.js';
import type { BlockLayout, BlockRows, Grid4, Grid8, TensorSource } from '../../models/checkpoint.js';

/**
 * A weight matrix W of shape [rows, columns] = [outputs, inputs], read piece by piece, so that building a graph
 * never holds more than a few rows of a large model.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Rows [start, end) in float32, row-major. */
  read(start: number, end: number): Promise<Float32Array>;
  /** The codes, where all parts of the matrix are stored on a 4-bit grid. */
  grid4(): Promise<Grid4 | undefined>;
  /** The codes, where the matrix is stored in 8 bits. */
  grid8(): Promise<Grid8 | undefined>;
  /** The blocks of codes that products keep, where the matrix is stored in such. */
  readonly blocks?: BlockMatrix;
  /** What it is made of, from top to bottom, where its parts may be stored in different ways. */
  readonly parts?: readonly Matrix[];
}

/** The codes of a matrix. */
export interface BlockMatrix extends BlockLayout {
  /** Rows [start, end). */
  read(start: number, end: number): Promise<BlockRows>;
}

/** The matrices of the given names, one below the other; `heights` are their rows where the configuration says how many. */
export function stackedRows(
  tensors: TensorSource,
  names: readonly string[],
  heights: readonly (number | undefined)[],
  columns: number,
): Matrix {
  const parts = names.map((name, index) => ({ name, rows: matrixShape(tensors, name, heights[index], columns)[0] }));
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const blocks = names.length === 1 ? blocksOf(tensors, names[0] as string) : undefined;
  return {
    ...(blocks && { blocks }),
    ...(names.length > 1 && { parts: parts.map((part) => stackedRows(tensors, [part.name], [part.rows], columns)) }),
    rows,
    columns,
    async read(start, end) {
      const out = new Float32Array((end - start) * columns);
      let first = 0;
      for (const part of parts) {
        const from = Math.max(start, first);
        const to = Math.min(end, first + part.rows);
        if (from < to) out.set(await tensors.floatRows(part.name, from - first, to - first), (from - start) * columns);
        first += part.rows;
      }
      return out;
    },
    async grid4() {
      const grids = await Promise.all(names.map((name) => tensors.grid4(name)));
      return grids.every((grid) => grid !== undefined) ? stackGrids(grids, rows, columns) : undefined;
    },
    grid8: async () => (names.length === 1 ? tensors.grid8(names[0] as string) : undefined),
  };
}

function blocksOf({ blocks }: TensorSource, name: string): BlockMatrix | undefined {
  const layout = blocks?.layout(name);
  return blocks && layout && { ...layout, read: (start, end) => blocks.rows(name, start, end) };
}

/** A matrix that the checkpoint stores as [inputs, outputs], as GPT-2's `Conv1D` does; or the other way round, as `<name>.transposed`. */
export function transposed(tensors: TensorSource, name: string, rows: number, columns: number): Matrix {
  if (tensors.has(`${name}.transposed`)) return stackedRows(tensors, [`${name}.transposed`], [rows], columns);
  matrixShape(tensors, name, columns, rows);
  // A row of it is a column in the file, so the first piece needs all of the file's rows; they are kept until the last piece.
  let whole: Promise<Float32Array> | undefined;
  return {
    rows,
    columns,
    async read(start, end) {
      whole ??= tensors.floats(name).then((stored) => transposedValues(stored, rows, columns));
      const values = (await whole).slice(start * columns, end * columns);
      if (end === rows) whole = undefined;
      return values;
    },
    grid4: () => Promise.resolve(undefined),
    grid8: () => Promise.resolve(undefined),
  };
}

/** Values [columns, rows] as [rows, columns], in squares whose lines stay in the processor's cache. */
function transposedValues(stored: Float32Array, rows: number, columns: number): Float32Array {
  const side = 32;
  const out = new Float32Array(rows * columns);
  for (let top = 0; top < rows; top += side) {
    const bottom = Math.min(rows, top + side);
    for (let left = 0; left < columns; left += side) {
      const right = Math.min(columns, left + side);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) out[row * columns + column] = stored[column * rows + row] as number;
      }
    }
  }
  return out;
}

/** The shape of a matrix, checked against what the configuration says. */
export function matrixShape(tensors: TensorSource, name: string, rows: number | undefined, columns: number): [number, number] {
  const shape = vectorOrMatrixShape(tensors, name);
  if (shape.length !== 2 || shape[1] !== columns || (rows !== undefined && shape[0] !== rows)) {
    throw wrongShape(name, shape, `[${rows ?? 'any'}, ${columns}]`);
  }
  return shape as [number, number];
}

/** A vector in float32, checked against the length that the configuration says. */
export async function vector(tensors: TensorSource, name: string, length: number): Promise<Float32Array> {
  const shape = vectorOrMatrixShape(tensors, name);
  if (shape.length !== 1 || shape[0] !== length) throw wrongShape(name, shape, `[${length}]`);
  return tensors.floats(name);
}

function vectorOrMatrixShape(tensors: TensorSource, name: string): readonly number[] {
  if (tensors.has(name)) return tensors.shape(name);
  throw new ClozeError({
    code: 'model-invalid',
    message: `The weights have no tensor "${name}", which the configuration asks for. Download the model again, or choose another one.`,
    action: 'choose-model',
  });
}

function wrongShape(name: string, shape: readonly number[], wanted: string): ClozeError {
  return new ClozeError({
    code: 'model-invalid',
    message:
      `The tensor "${name}" has the shape [${shape.join(', ')}], but the configuration asks for ${wanted}. ` +
      'The weights and config.json do not belong together; download the model again, or choose another one.',
    action: 'choose-model',
  });
}

function stackGrids(grids: readonly Grid4[], rows: number, columns: number): Grid4 {
  const codes = new Uint8Array((rows * columns) / 2);
  const scales = new Float32Array((rows * columns) / 32);
  const minimums = new Float32Array((rows * columns) / 32);
  let row = 0;
  for (const grid of grids) {
    codes.set(grid.codes, (row * columns) / 2);
    scales.set(grid.scales, (row * columns) / 32);
    minimums.set(grid.minimums, (row * columns) / 32);
    row += grid.rows;
  }
  return { rows, columns, blockSize: 32, codes, scales, minimums };
}
