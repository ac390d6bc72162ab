import { createHash } from 'node:crypto';
import { modelInvalid, modelUnsupported } from '../modelErrors.js';
import { RangeReader } from '../rangeReader.js';
import { Cursor, EndOfBytes } from './cursor.js';
import { readHeader, type GgufHeader, type GgufTensor } from './ggufHeader.js';

/** Enough for the headers of most models, and what a header may have at most: a vocabulary of a million tokens takes a tenth of it. */
const firstRead = 4 * 2 ** 20;
const largestHeader = 256 * 2 ** 20;

/** A GGUF file, versions 2 and 3. The header is checked in full when the file is opened; a tensor's bytes are read when asked for. */
export class GgufFile {
  static async open(path: string): Promise<GgufFile> {
    const file = await RangeReader.open(path);
    try {
      await checkMagic(file);
      return await parse(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** @internal use `open` */
  constructor(
    private readonly file: RangeReader,
    readonly header: GgufHeader,
    /** Changes with the header, the size and the time of the last change. */
    readonly fingerprint: string,
  ) {}

  get path(): string {
    return this.file.path;
  }

  /** Bytes of rows [start, end). */
  rows(tensor: GgufTensor, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (start < 0 || start > end || end > tensor.rows) throw new RangeError(`"${tensor.name}" has no rows ${start} to ${end}.`);
    return this.file.read(tensor.start + start * tensor.rowBytes, (end - start) * tensor.rowBytes);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function checkMagic(file: RangeReader): Promise<void> {
  const start = file.size < 8 ? undefined : await file.read(0, 8);
  if (!start || Buffer.from(start).toString('latin1', 0, 4) !== 'GGUF') throw modelInvalid(file.path, 'It is no GGUF file.');
  const version = new DataView(start.buffer).getUint32(4, true);
  if (version !== 2 && version !== 3) {
    const what =
      version > 0xffff ? 'It is a GGUF file for big-endian machines.' : `It is a GGUF file of version ${version}; Cloze reads 2 and 3.`;
    throw modelUnsupported(file.path, what);
  }
}

/** Where the header ends is only known once it is read: reads more until it is whole. */
async function parse(file: RangeReader): Promise<GgufFile> {
  for (let length = firstRead; ; length *= 4) {
    const readable = Math.min(file.size, largestHeader);
    const bytes = await file.read(0, Math.min(length, readable));
    try {
      const header = readHeader(file.path, file.size, new Cursor(bytes));
      const hash = createHash('sha256').update(`${file.size} ${file.modified} `).update(bytes.subarray(0, header.length));
      return new GgufFile(file, header, hash.digest('hex'));
    } catch (error) {
      if (!(error instanceof EndOfBytes)) throw error;
      if (bytes.length < readable) continue;
      throw modelInvalid(file.path, bytes.length < file.size ? 'Its header is longer than any header may be.' : 'It is cut short.', {
        cause: error,
      });
    }
  }
}
