import type { Grid4, Grid8, TensorSource } from './checkpoint.js';
import { toFloat32, toInt32 } from './elementTypes.js';
import { dequantize4, dequantize8 } from './grids.js';
import { modelInvalid, modelUnsupported } from './modelErrors.js';
import { findQuantised, type Quantised, type Quantised4, type Quantised8 } from './quantisedTensors.js';
import type { StoredTensor } from './safetensors.js';

/** The tensors of safetensors files. Those of the embedded format appear as the dense tensors that they stand for. */
export class SafetensorsTensors implements TensorSource {
  readonly #dense: ReadonlyMap<string, StoredTensor>;
  readonly #quantised: ReadonlyMap<string, Quantised>;

  /** @param folder what errors name */
  constructor(
    private readonly folder: string,
    stored: ReadonlyMap<string, StoredTensor>,
  ) {
    this.#quantised = findQuantised(folder, stored);
    const parts = new Set([...this.#quantised.values()].flatMap(partsOf));
    this.#dense = new Map([...stored].filter(([, tensor]) => !parts.has(tensor)));
  }

  has(name: string): boolean {
    return this.#dense.has(name) || this.#quantised.has(name);
  }

  names(): readonly string[] {
    return [...this.#dense.keys(), ...this.#quantised.keys()];
  }

  shape(name: string): readonly number[] {
    const quantised = this.#quantised.get(name);
    return quantised ? [quantised.rows, quantised.columns] : this.find(name).shape;
  }

  async floats(name: string): Promise<Float32Array> {
    return this.floatRows(name, 0, this.shape(name)[0] ?? 1);
  }

  async floatRows(name: string, start: number, end: number): Promise<Float32Array> {
    const quantised = this.#quantised.get(name);
    if (quantised?.bits === 4) return dequantize4(await readGrid4(quantised, start, end));
    if (quantised?.bits === 8) return dequantize8(await readGrid8(quantised, start, end));
    return readFloats(this.find(name), start, end);
  }

  async grid4(name: string): Promise<Grid4 | undefined> {
    const quantised = this.#quantised.get(name);
    return quantised?.bits === 4 ? readGrid4(quantised, 0, quantised.rows) : undefined;
  }

  async grid8(name: string): Promise<Grid8 | undefined> {
    const quantised = this.#quantised.get(name);
    return quantised?.bits === 8 ? readGrid8(quantised, 0, quantised.rows) : undefined;
  }

  private find(name: string): StoredTensor {
    const tensor = this.#dense.get(name);
    if (!tensor) throw modelInvalid(this.folder, `It has no tensor "${name}", which its architecture needs.`);
    return tensor;
  }
}

function partsOf(quantised: Quantised): StoredTensor[] {
  const { codes, scales } = quantised;
  if (quantised.bits === 4) return [codes, scales, quantised.minimums, ...(quantised.ranges ? [quantised.ranges] : [])];
  return [codes, scales, ...(quantised.storedRows ? [quantised.storedRows] : [])];
}

async function readGrid4({ codes, scales, minimums, ranges, columns, blockSize }: Quantised4, start: number, end: number): Promise<Grid4> {
  const largest = ranges && (await readFloats(ranges, start, end));
  const inBlocksOf32 = async (part: StoredTensor, index: 0 | 1): Promise<Float32Array> => {
    const values = largest ? inRanges(await readRows(part, start, end), largest, index) : await readFloats(part, start, end);
    return repeated(values, blockSize / 32);
  };
  return {
    rows: end - start,
    columns,
    blockSize: 32,
    codes: await readRows(codes, start, end),
    scales: await inBlocksOf32(scales, 0),
    minimums: await inBlocksOf32(minimums, 1),
  };
}

/** The values that a row's codes of 0 to 255 stand for, where 255 is the largest, ranges[row, index]. */
function inRanges(codes: Uint8Array, ranges: Float32Array, index: 0 | 1): Float32Array {
  const perRow = (2 * codes.length) / ranges.length;
  return Float32Array.from(codes, (code, at) => (code * (ranges[2 * Math.floor(at / perRow) + index] as number)) / 255);
}

function repeated(values: Float32Array, times: number): Float32Array {
  return times === 1 ? values : Float32Array.from({ length: values.length * times }, (_, i) => values[Math.floor(i / times)] as number);
}

async function readGrid8(quantised: Quantised8, start: number, end: number): Promise<Grid8> {
  const { codes, scales, storedRows, columns, blockSize } = quantised;
  if (storedRows === undefined) {
    const bytes = await readRows(codes, start, end);
    return { rows: end - start, columns, blockSize, codes: new Int8Array(bytes.buffer), scales: await readFloats(scales, start, end) };
  }
  const stored = toInt32(storedRows.type, await readRows(storedRows, start, end)) ?? new Int32Array();
  const count = codes.shape[0] ?? 0;
  if (stored.some((row) => row < 0 || row >= count)) {
    throw modelInvalid(storedRows.file.path, `Its tensor "${storedRows.name}" names rows that "${codes.name}" does not have.`);
  }
  const [first, last] = [stored.reduce((a, b) => Math.min(a, b), count), stored.reduce((a, b) => Math.max(a, b), -1) + 1];
  const grid = await readGrid8({ bits: 8, rows: count, columns, blockSize, codes, scales }, first, last);
  const blocks = columns / blockSize;
  const gathered = { codes: new Int8Array(stored.length * columns), scales: new Float32Array(stored.length * blocks) };
  stored.forEach((row, index) => {
    gathered.codes.set(grid.codes.subarray((row - first) * columns, (row - first + 1) * columns), index * columns);
    gathered.scales.set(grid.scales.subarray((row - first) * blocks, (row - first + 1) * blocks), index * blocks);
  });
  return { rows: stored.length, columns, blockSize, ...gathered };
}

async function readFloats(tensor: StoredTensor, start: number, end: number): Promise<Float32Array> {
  const floats = toFloat32(tensor.type, await readRows(tensor, start, end));
  if (!floats) throw modelUnsupported(tensor.file.path, `Its tensor "${tensor.name}" is stored as ${tensor.type}.`);
  return floats;
}

/** Bytes of rows [start, end) along the first axis; a scalar is one row. */
function readRows(tensor: StoredTensor, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const row = tensor.length / Math.max(1, tensor.shape[0] ?? 1);
  return tensor.file.bytes(tensor, start * row, end * row);
}
