import { open, type FileHandle } from 'node:fs/promises';
import { cannotRead, modelInvalid } from './modelErrors.js';

/** What a single read of the operating system may be asked for; Node refuses 2 GiB and more. */
const longestRead = 2 ** 30;

/** A file that is read by positions, so that weights of any size take no more memory than the piece in hand. */
export class RangeReader {
  static async open(path: string): Promise<RangeReader> {
    let handle: FileHandle;
    try {
      handle = await open(path, 'r');
    } catch (error) {
      throw cannotRead(path, error);
    }
    const { size, mtimeMs } = await handle.stat();
    return new RangeReader(path, size, mtimeMs, handle);
  }

  private constructor(
    readonly path: string,
    /** Bytes. */
    readonly size: number,
    /** When it was last changed, in milliseconds since 1970. */
    readonly modified: number,
    private readonly handle: FileHandle,
  ) {}

  /** Bytes [start, start + length) in memory of their own, so that any typed array can look at them. */
  async read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (start + length > this.size) throw this.truncated();
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.handle
        .read(bytes, done, Math.min(length - done, longestRead), start + done)
        .catch((error: unknown) => {
          throw cannotRead(this.path, error);
        });
      // The file was cut while it was open.
      if (bytesRead === 0) throw this.truncated();
      done += bytesRead;
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private truncated(): Error {
    return modelInvalid(this.path, 'The file is shorter than its header says.');
  }
}
