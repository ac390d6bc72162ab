import { open, type FileHandle } from 'node:fs/promises';
import type { TensorData } from '../onnx/model.js';
import type { WeightStore } from './weightStore.js';

/** Tensors of at most this many bytes lie in the graph itself. */
const inlineLimit = 16 * 1024;

/** ONNX recommends that external data starts at a page, so that it can be mapped into memory. */
const alignment = 4096;

/** Writes tensors one after the other into the file that a graph refers to as its external data. */
export class WeightFile implements WeightStore {
  #position = 0;

  private constructor(
    private readonly name: string,
    private readonly handle: FileHandle,
  ) {}

  /** Creates the file; fails where it exists already. `name` is what the graph calls it: a plain file name. */
  static async create(path: string, name: string): Promise<WeightFile> {
    return new WeightFile(name, await open(path, 'wx'));
  }

  /** Stores the bytes of one tensor and says where they are. */
  async append(bytes: Uint8Array): Promise<TensorData> {
    if (bytes.byteLength <= inlineLimit) return { kind: 'inline', bytes };
    const offset = Math.ceil(this.#position / alignment) * alignment;
    await this.#write(bytes, offset);
    this.#position = offset + bytes.byteLength;
    return { kind: 'external', file: this.name, offset, length: bytes.byteLength };
  }

  /** Stores a tensor that comes in pieces, in order. */
  async appendPieces(length: number, pieces: AsyncIterable<Uint8Array>): Promise<TensorData> {
    const offset = Math.ceil(this.#position / alignment) * alignment;
    let position = offset;
    for await (const piece of pieces) {
      await this.#write(piece, position);
      position += piece.byteLength;
    }
    if (position !== offset + length) throw new Error(`A tensor of ${length} bytes came as ${position - offset} bytes.`);
    this.#position = position;
    return { kind: 'external', file: this.name, offset, length };
  }

  /** Makes sure that all bytes are on the disk, then closes the file. */
  async finish(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
  }

  /** Closes the file after a failure. */
  async abandon(): Promise<void> {
    await this.handle.close();
  }

  async #write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.byteLength;) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.byteLength - done, position + done);
      done += bytesWritten;
    }
  }
}
