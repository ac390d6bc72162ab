import { open, type FileHandle } from 'node:fs/promises';
import type { TensorData } from '../onnx/model.js';
import type { BuildSteps } from './buildSteps.js';
import type { Seen } from './checkedCheckpoint.js';
import type { WeightStore } from './weightStore.js';

/** Tensors of at most this many bytes lie in the graph itself. */
const inlineLimit = 16 * 1024;

/** ONNX recommends that external data starts at a page, so that it can be mapped into memory. */
const alignment = 4096;

/** Notes what of a graph is stored. */
export interface Notes {
  readonly steps: BuildSteps;
  /** What was read of the checkpoint until now. */
  readonly seen: () => Seen;
  /** Counts what an earlier try has read. */
  readonly skip: (seen: Seen) => void;
  /** After so many bytes, what is stored is noted, so that a build that is stopped loses no more. */
  readonly everyBytes: number;
}

/** Writes tensors one after the other into the file that a graph refers to as its external data. */
export class WeightFile implements WeightStore {
  #position = 0;
  #noted = 0;

  private constructor(
    private readonly name: string,
    private readonly handle: FileHandle,
    private readonly notes: Notes | undefined,
  ) {}

  /** Creates the file; fails where it exists already. `name` is what the graph calls it: a plain file name. */
  static async create(path: string, name: string, notes?: Notes): Promise<WeightFile> {
    return new WeightFile(name, await open(path, 'wx'), notes);
  }

  /** Opens the file of an earlier try, whose steps the notes know. */
  static async goingOn(path: string, name: string, notes: Notes): Promise<WeightFile> {
    return new WeightFile(name, await open(path, 'r+'), notes);
  }

  async once<T>(store: () => Promise<T>): Promise<T> {
    if (this.notes === undefined) return store();
    const { steps, seen, skip, everyBytes } = this.notes;
    const known = steps.next();
    if (known !== undefined) {
      skip(known.seen);
      this.#position = this.#noted = known.end;
      // Equal graphs are written by equal steps: what this one stored is of the type that it stores.
      return known.stored as T;
    }
    const before = seen();
    const stored = await store();
    const { values, largest } = seen();
    steps.add({ end: this.#position, seen: { values: values - before.values, largest }, stored });
    if (this.#position - this.#noted >= everyBytes) {
      await this.handle.datasync();
      await steps.flush();
      this.#noted = this.#position;
    }
    return stored;
  }

  async append(bytes: Uint8Array): Promise<TensorData> {
    if (bytes.byteLength <= inlineLimit) return { kind: 'inline', bytes };
    const offset = Math.ceil(this.#position / alignment) * alignment;
    await this.#write(bytes, offset);
    this.#position = offset + bytes.byteLength;
    return { kind: 'external', file: this.name, offset, length: bytes.byteLength };
  }

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

  /** Makes sure that all bytes are on the disk, and none behind them, then closes the file. */
  async finish(): Promise<void> {
    await this.handle.truncate(this.#position);
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
