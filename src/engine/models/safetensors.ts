import { createHash } from 'node:crypto';
import { parseJson } from '../../common/parseJson.js';
import { elementSizes } from './elementTypes.js';
import { isRecord } from './json.js';
import { isLfsPointer, lfsPointer } from './lfsPointer.js';
import { modelInvalid } from './modelErrors.js';
import { hasDuplicateKeys } from './duplicateKeys.js';
import { RangeReader } from './rangeReader.js';

/** A tensor as it lies in a safetensors file. */
export interface StoredTensor {
  readonly file: SafetensorsFile;
  readonly name: string;
  /** `F32`, `BF16`, `U8` …, one of `elementSizes`. */
  readonly type: string;
  readonly shape: readonly number[];
  /** Where its bytes start in the file, and how many there are. */
  readonly start: number;
  readonly length: number;
}

/** What the format's reference implementation allows. */
const largestHeader = 100_000_000;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header, and the tensors end to end.
 * The header is checked in full when the file is opened; a tensor's bytes are read when they are asked for.
 */
export class SafetensorsFile {
  static async open(path: string): Promise<SafetensorsFile> {
    const file = await RangeReader.open(path);
    try {
      return new SafetensorsFile(file, await readHeader(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Texts that say what it is. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Changes with the header, the size and the time of the last change. */
  readonly fingerprint: string;

  private constructor(
    private readonly file: RangeReader,
    header: string,
  ) {
    ({ tensors: this.tensors, metadata: this.metadata } = parseHeader(this, file, header));
    this.fingerprint = createHash('sha256').update(`${file.size} ${file.modified} ${header}`).digest('hex');
  }

  get path(): string {
    return this.file.path;
  }

  /** Bytes [from, to) of a tensor; all of them by default. Throws a `RangeError` rather than read a neighbour's. */
  async bytes(tensor: StoredTensor, from = 0, to = tensor.length): Promise<Uint8Array<ArrayBuffer>> {
    if (from < 0 || from > to || to > tensor.length) throw new RangeError(`"${tensor.name}" has no bytes ${from} to ${to}.`);
    return this.file.read(tensor.start + from, to - from);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function readHeader(file: RangeReader): Promise<string> {
  if (file.size < 8) throw modelInvalid(file.path, 'It is no safetensors file: it has no header.');
  const length = new DataView((await file.read(0, 8)).buffer).getBigUint64(0, true);
  if (isLfsPointer(Buffer.from(await file.read(0, Math.min(file.size, 64))).toString('latin1'))) {
    throw modelInvalid(file.path, lfsPointer('no safetensors file'));
  }
  if (length > largestHeader || length > file.size - 8) {
    throw modelInvalid(file.path, `It is no safetensors file, or it is cut short: a header of ${length.toString()} bytes does not fit.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.read(8, Number(length)));
  } catch (cause) {
    throw modelInvalid(file.path, 'It is no safetensors file: its header is no text.', { cause });
  }
}

function parseHeader(owner: SafetensorsFile, file: RangeReader, text: string): Pick<SafetensorsFile, 'tensors' | 'metadata'> {
  let header: unknown;
  try {
    header = parseJson(text);
  } catch (cause) {
    throw modelInvalid(file.path, 'It is no safetensors file: its header is no JSON.', { cause });
  }
  if (!isRecord(header)) throw modelInvalid(file.path, 'It is no safetensors file: its header is no JSON object.');
  if (hasDuplicateKeys(text, header)) throw modelInvalid(file.path, 'Its header names a tensor twice.');

  const dataStart = 8 + Buffer.byteLength(text);
  const tensors = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => parseEntry(owner, file, dataStart, name, entry));
  checkLayout(file, dataStart, tensors);
  return { tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])), metadata: textsOf(header['__metadata__']) };
}

function textsOf(metadata: unknown): Record<string, string> {
  const entries = isRecord(metadata) ? Object.entries(metadata) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parseEntry(owner: SafetensorsFile, file: RangeReader, dataStart: number, name: string, entry: unknown): StoredTensor {
  const invalid = (what: string): Error => modelInvalid(file.path, `Its tensor "${name}" ${what}.`);
  if (!isRecord(entry)) throw invalid('is not described as the format demands');
  const { dtype: type, shape, data_offsets: offsets } = entry;
  const size = typeof type === 'string' ? elementSizes.get(type) : undefined;
  if (typeof type !== 'string' || size === undefined) throw invalid(`has the element type ${JSON.stringify(type)}, which is unknown`);
  if (!isCounts(shape)) throw invalid('has a shape that is no list of sizes');
  if (!isCounts(offsets) || offsets.length !== 2) throw invalid('has no valid position');
  const [begin, end] = offsets as [number, number];
  // The product is exact or far beyond any length that could be equal to it.
  if (end - begin !== shape.reduce((product, n) => product * n, size)) {
    throw invalid(`of shape [${shape.join(', ')}] and type ${type} cannot take ${end - begin} bytes`);
  }
  return { file: owner, name, type, shape, start: dataStart + begin, length: end - begin };
}

/** The tensors must fill the rest of the file without gap or overlap, as the format demands. */
function checkLayout(file: RangeReader, dataStart: number, tensors: readonly StoredTensor[]): void {
  let position = dataStart;
  for (const tensor of [...tensors].sort((a, b) => a.start - b.start || a.length - b.length)) {
    if (tensor.start !== position) {
      const what = tensor.start < position ? 'overlaps with another' : 'does not follow on the one before it';
      throw modelInvalid(file.path, `Its tensor "${tensor.name}" ${what}.`);
    }
    position += tensor.length;
  }
  if (position > file.size) throw modelInvalid(file.path, `It is cut short: ${position} bytes are needed, ${file.size} are there.`);
  if (position < file.size) throw modelInvalid(file.path, `It has ${file.size - position} bytes at its end that belong to no tensor.`);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && (n as number) >= 0);
}
