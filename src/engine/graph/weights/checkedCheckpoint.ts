import type { BlockSource, Checkpoint, TensorSource } from '../../models/checkpoint.js';
import { modelInvalid } from '../../models/modelErrors.js';

/** The tensor with the largest value, which is the first to look at where results are no numbers. */
export interface LargestValue {
  readonly tensor: string;
  readonly value: number;
}

/** What was seen of a checkpoint's values. */
export interface Seen {
  /** How many were read. */
  readonly values: number;
  readonly largest: LargestValue | undefined;
}

/** A checkpoint whose weights are checked as they are read. */
export interface CheckedCheckpoint {
  /** Reading fails with `model-invalid`, and names the tensor, where a value is infinite or no number. */
  readonly checkpoint: Checkpoint;
  /** What was read until now. */
  readonly seen: () => Seen;
  /** Counts what was read and checked before. */
  readonly skip: (seen: Seen) => void;
}

/**
 * Checks the values that a graph is built from. Each is read once, so that the check costs one look at it.
 * @param onRead is told how many values were read
 */
export function checkedCheckpoint(checkpoint: Checkpoint, onRead: (values: number) => void = () => undefined): CheckedCheckpoint {
  let largest: LargestValue | undefined;
  let read = 0;
  const count = (values: number): void => {
    read += values;
    onRead(values);
  };
  const check = (tensor: string, values: Float32Array, factor = 1): Float32Array => {
    const size = factor * largestSize(values);
    // Also where it is no number.
    if (!(size < Infinity)) throw modelInvalid(checkpoint.name, `Its tensor "${tensor}" holds values that are infinite or no numbers.`);
    if (size > (largest?.value ?? 0)) largest = { tensor, value: size };
    return values;
  };
  const counted = (values: Float32Array): Float32Array => {
    count(values.length);
    return values;
  };
  const checked = (tensors: TensorSource): TensorSource => ({
    has: (name) => tensors.has(name),
    names: () => tensors.names(),
    shape: (name) => tensors.shape(name),
    floats: async (name) => counted(check(name, await tensors.floats(name))),
    floatRows: async (name, start, end) => counted(check(name, await tensors.floatRows(name, start, end))),
    async grid4(name) {
      const grid = await tensors.grid4(name);
      if (grid === undefined) return undefined;
      check(name, grid.scales, 15);
      check(name, grid.minimums);
      count(grid.rows * grid.columns);
      return grid;
    },
    async grid8(name) {
      const grid = await tensors.grid8(name);
      if (grid === undefined) return undefined;
      check(name, grid.scales, 127);
      count(grid.rows * grid.columns);
      return grid;
    },
    ...(tensors.blocks && { blocks: checkedBlocks(tensors.blocks) }),
  });
  const checkedBlocks = (blocks: BlockSource): BlockSource => ({
    layout: (name) => blocks.layout(name),
    async rows(name, start, end) {
      const rows = await blocks.rows(name, start, end);
      check(name, rows.scales, blocks.layout(name)?.bits === 4 ? 15 : 128);
      check(name, rows.offsets);
      count((rows.codes.length * 8) / (blocks.layout(name)?.bits ?? 8));
      return rows;
    },
  });
  const { tensors, pairs } = checkpoint;
  return {
    checkpoint: { ...checkpoint, tensors: checked(tensors), ...(pairs && { pairs: checked(pairs) }) },
    seen: () => ({ values: read, largest }),
    skip(seen) {
      count(seen.values);
      if ((seen.largest?.value ?? 0) > (largest?.value ?? 0)) largest = seen.largest;
    },
  };
}

/** The largest magnitude; NaN where a value is no number, infinity where one is infinite. */
function largestSize(values: Float32Array): number {
  // Without the sign, the bits of larger numbers are larger integers, those of what is no number the largest.
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  let largest = 0;
  for (let at = 0; at < bits.length; at++) {
    const size = (bits[at] as number) & 0x7fffffff;
    if (size > largest) largest = size;
  }
  return new Float32Array(Int32Array.of(largest).buffer)[0] as number;
}
