import { modelInvalid } from './modelErrors.js';
import type { StoredTensor } from './safetensors.js';

/** A matrix of the embedded format: several stored tensors that stand for one. models/training/README.md describes the format. */
export type Quantised = Quantised4 | Quantised8;

export interface Quantised4 {
  readonly bits: 4;
  readonly rows: number;
  readonly columns: number;
  /** U8 [rows, columns / 2]. */
  readonly codes: StoredTensor;
  /** Columns that share a scale and a minimum: a multiple of 32. */
  readonly blockSize: number;
  /** [rows, columns / blockSize], F16 or F32, or U8 where there are ranges; as are the minimums. */
  readonly scales: StoredTensor;
  readonly minimums: StoredTensor;
  /** F16 or F32 [rows, 2]: what 255 stands for among a row's scales, and among its minimums. Absent where these are stored as they are. */
  readonly ranges?: StoredTensor;
}

export interface Quantised8 {
  readonly bits: 8;
  readonly rows: number;
  readonly columns: number;
  readonly blockSize: number;
  /** I8 [stored rows, columns]. */
  readonly codes: StoredTensor;
  /** F16 or F32 [stored rows, columns / blockSize]. */
  readonly scales: StoredTensor;
  /** U16 or I32 [rows]: the stored row of each row, where some are stored once for several. Absent where each row is stored. */
  readonly storedRows?: StoredTensor;
}

/** The quantised matrices among stored tensors, by the name of the dense tensor each stands for. */
export function findQuantised(folder: string, stored: ReadonlyMap<string, StoredTensor>): Map<string, Quantised> {
  const found = new Map<string, Quantised>();
  for (const [name, codes] of stored) {
    const [, base, bits] = /^(.+)\.codes([48])$/.exec(name) ?? [];
    if (base !== undefined) found.set(base, bits === '4' ? quantised4(folder, stored, base, codes) : quantised8(folder, stored, base, codes));
  }
  return found;
}

type Stored = ReadonlyMap<string, StoredTensor>;

function quantised4(folder: string, stored: Stored, base: string, codes: StoredTensor): Quantised4 {
  const [rows = 0, pairs = 0] = codes.shape;
  const columns = 2 * pairs;
  check(folder, codes, ['U8'], codes.shape.length === 2 && columns % 32 === 0);
  const blocks = find(folder, stored, `${base}.scales`).shape[1] ?? 0;
  const ranges = stored.get(`${base}.ranges`);
  if (ranges !== undefined) check(folder, ranges, ['F16', 'F32'], hasShape(ranges, rows, 2));
  const types = ranges === undefined ? ['F16', 'F32'] : ['U8'];
  const part = (suffix: string): StoredTensor => {
    const tensor = find(folder, stored, `${base}.${suffix}`);
    check(folder, tensor, types, blocks > 0 && columns % (32 * blocks) === 0 && hasShape(tensor, rows, blocks));
    return tensor;
  };
  const parts = { codes, scales: part('scales'), minimums: part('minimums'), ...(ranges !== undefined && { ranges }) };
  return { bits: 4, rows, columns, blockSize: columns / blocks, ...parts };
}

function quantised8(folder: string, stored: Stored, base: string, codes: StoredTensor): Quantised8 {
  const [rows = 0, columns = 0] = codes.shape;
  check(folder, codes, ['I8'], codes.shape.length === 2 && columns > 0);
  const scales = find(folder, stored, `${base}.scales`);
  const blocks = scales.shape[1] ?? 0;
  check(folder, scales, ['F16', 'F32'], blocks > 0 && columns % blocks === 0 && hasShape(scales, rows, blocks));
  const matrix = { bits: 8, rows, columns, blockSize: columns / blocks, codes, scales } as const;
  const storedRows = stored.get(`${base}.rows`);
  if (storedRows === undefined) return matrix;
  check(folder, storedRows, ['U16', 'I32'], storedRows.shape.length === 1);
  return { ...matrix, rows: storedRows.shape[0] ?? 0, storedRows };
}

function find(folder: string, stored: Stored, name: string): StoredTensor {
  const tensor = stored.get(name);
  if (!tensor) throw modelInvalid(folder, `It has quantized weights but no "${name}".`);
  return tensor;
}

function check(folder: string, { name, type, shape }: StoredTensor, types: readonly string[], shapeFits: boolean): void {
  if (types.includes(type) && shapeFits) return;
  throw modelInvalid(folder, `Its quantized tensor "${name}" cannot be ${type} of shape [${shape.join(', ')}].`);
}

function hasShape({ shape }: StoredTensor, rows: number, columns: number): boolean {
  return shape.length === 2 && shape[0] === rows && shape[1] === columns;
}
