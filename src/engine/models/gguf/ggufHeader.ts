import { modelInvalid } from '../modelErrors.js';
import type { Cursor } from './cursor.js';
import { Metadata, type MetadataValue } from './metadata.js';
import { ggufUnsupported } from './ggufErrors.js';
import { tensorTypes, unreadType } from './types/registry.js';
import type { TensorType } from './types/tensorType.js';

export interface GgufHeader {
  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** Bytes that the header takes, before the alignment of the data. */
  readonly length: number;
}

/** A tensor as it lies in a GGUF file. Its rows are along the first axis. */
export interface GgufTensor {
  readonly name: string;
  readonly type: TensorType;
  /** Outermost axis first, as in other formats; the file has it the other way round. */
  readonly shape: readonly number[];
  readonly rows: number;
  /** Values in a row, and the bytes that they take. */
  readonly columns: number;
  readonly rowBytes: number;
  /** Where its bytes start in the file. */
  readonly start: number;
}

const maxAxes = 4;

/**
 * Reads the header from its start. Throws `EndOfBytes` where it goes on after the cursor's bytes.
 * Source: docs/gguf.md of the ggml project.
 */
export function readHeader(path: string, fileSize: number, cursor: Cursor): GgufHeader {
  cursor.position = 8;
  const tensorCount = cursor.uint64();
  const valueCount = cursor.uint64();
  // A tensor takes at least 24 bytes and a value 13; a count that cannot be true is not worth reading on.
  if (tensorCount * 24 + valueCount * 13 > fileSize) throw modelInvalid(path, 'It is cut short, or its header is broken.');

  const values = new Map<string, MetadataValue>();
  for (let i = 0; i < valueCount; i++) {
    const key = cursor.string();
    if (values.has(key)) throw modelInvalid(path, `It has the key "${key}" twice.`);
    values.set(key, readValue(path, cursor, cursor.uint32()));
  }
  const metadata = new Metadata(path, values);
  const entries = Array.from({ length: tensorCount }, () => readEntry(path, cursor));
  const length = cursor.position;
  const dataStart = align(length, alignment(path, metadata));
  return { metadata, tensors: place(path, fileSize, dataStart, entries), length };
}

type Entry = Omit<GgufTensor, 'start'> & { readonly offset: number };

function readEntry(path: string, cursor: Cursor): Entry {
  const name = cursor.string();
  const invalid = (what: string): Error => modelInvalid(path, `Its tensor "${name}" ${what}.`);
  const axes = cursor.uint32();
  if (axes < 1 || axes > maxAxes) throw invalid(`has ${axes} axes`);
  const shape = Array.from({ length: axes }, cursor.uint64).reverse();
  const typeNumber = cursor.uint32();
  const offset = cursor.uint64();
  const type = tensorTypes.get(typeNumber);
  if (!type) {
    const other = unreadType(typeNumber);
    throw ggufUnsupported(path, `Its tensor "${name}" is stored as ${other.name}, which Cloze does not read.`, `Take ${other.instead}.`);
  }

  if (shape.includes(0)) throw invalid(`of shape [${shape.join(', ')}] has no values`);
  const [rows = 1, ...rest] = shape;
  const columns = rest.reduce((product, n) => product * n, 1);
  if ((rest.at(-1) ?? 1) % type.blockSize !== 0) throw invalid(`of shape [${shape.join(', ')}] has no whole blocks of ${type.name}`);
  return { name, type, shape, rows, columns, rowBytes: (columns / type.blockSize) * type.blockBytes, offset };
}

/** Where each tensor lies in the file: inside it, aligned, and apart from the others. */
function place(path: string, fileSize: number, dataStart: number, entries: readonly Entry[]): Map<string, GgufTensor> {
  const tensors = new Map<string, GgufTensor>();
  let end = dataStart;
  for (const { offset, ...entry } of [...entries].sort((a, b) => a.offset - b.offset)) {
    const start = dataStart + offset;
    const length = entry.rows * entry.rowBytes;
    if (tensors.has(entry.name)) throw modelInvalid(path, `It has the tensor "${entry.name}" twice.`);
    if (start < end) throw modelInvalid(path, `Its tensor "${entry.name}" overlaps with another.`);
    end = start + length;
    if (!(end <= fileSize)) throw modelInvalid(path, `It is cut short: its tensor "${entry.name}" ends behind the end of the file.`);
    tensors.set(entry.name, { ...entry, start });
  }
  return tensors;
}

function alignment(path: string, metadata: Metadata): number {
  const value = metadata.number('general.alignment') ?? 32;
  if (Number.isInteger(value) && value >= 8 && value <= 2 ** 20 && value % 8 === 0) return value;
  throw modelInvalid(path, `Its alignment is ${value}.`);
}

function align(position: number, to: number): number {
  return Math.ceil(position / to) * to;
}

const arrayType = 9;
const deepestArray = 4;
/** Sixteen times the largest vocabulary. A list that only claims to be longer must not fill the memory. */
const longestArray = 2 ** 23;

function readValue(path: string, cursor: Cursor, type: number, depth = 0): MetadataValue {
  if (type === arrayType) {
    const itemType = cursor.uint32();
    const count = cursor.uint64();
    if (count > longestArray || depth > deepestArray) throw modelInvalid(path, 'It has a list in its header that is too long or too deep.');
    const items: MetadataValue[] = [];
    for (let i = 0; i < count; i++) items.push(readValue(path, cursor, itemType, depth + 1));
    return items;
  }
  const read = cursor.scalars[type];
  if (!read) throw modelInvalid(path, `It has a value of the unknown type ${type} in its header.`);
  return read();
}
