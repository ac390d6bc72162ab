import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClozeError } from '../../../../common/clozeError.js';
import { makeFolder } from '../../../makeFolder.js';
import { forgetName, temporaryName } from '../../../temporaryName.js';
import type { LowerStates } from '../../../training/upperModel.js';

/** Memory that states may take; what goes beyond lies in a file. */
const maxBytes = 64 * 2 ** 20;

/** What the lower layers make of passages. They stay as they are while the upper ones are trained, so each passage is read once. */
export class PassageStates {
  readonly #inMemory = new Map<number, LowerStates>();
  readonly #inFile = new Map<number, { readonly offset: number; readonly length: number }>();
  #bytes = 0;
  #end = 0;
  #file: Promise<FileHandle> | undefined;
  readonly #name = temporaryName('part');

  /** @param folder where a file is made where memory is not enough; gone with `dispose` */
  constructor(
    private readonly folder: string,
    private readonly budget = maxBytes,
  ) {}

  /** The states of a passage; read by `make` the first time. Fails with `disk` where there is no room for them. */
  async of(passage: number, make: () => Promise<LowerStates>): Promise<LowerStates> {
    const kept = this.#inMemory.get(passage);
    if (kept !== undefined) return kept;
    const place = this.#inFile.get(passage);
    if (place !== undefined) {
      const states = new Float32Array(place.length);
      await (await this.#opened()).read(new Uint8Array(states.buffer), 0, states.byteLength, place.offset);
      return states;
    }
    const states = await make();
    this.#bytes += states.byteLength;
    if (this.#bytes <= this.budget) this.#inMemory.set(passage, states);
    else await this.#write(passage, states);
    return states;
  }

  async dispose(): Promise<void> {
    this.#inMemory.clear();
    const file = await this.#file?.catch(() => undefined);
    await file?.close();
    if (file !== undefined) await rm(join(this.folder, this.#name), { force: true });
    forgetName(this.#name);
  }

  async #write(passage: number, states: LowerStates): Promise<void> {
    try {
      const file = await this.#opened();
      const bytes = new Uint8Array(states.buffer, states.byteOffset, states.byteLength);
      for (let done = 0; done < bytes.length;) {
        done += (await file.write(bytes, done, bytes.length - done, this.#end + done)).bytesWritten;
      }
    } catch (error) {
      const message = `There is no room for what training keeps in ${this.folder} meanwhile: ${error instanceof Error ? error.message : String(error)}. Free some space and learn again.`;
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
    this.#inFile.set(passage, { offset: this.#end, length: states.length });
    this.#end += states.byteLength;
  }

  #opened(): Promise<FileHandle> {
    this.#file ??= makeFolder(this.folder).then(() => open(join(this.folder, this.#name), 'wx+', 0o600));
    return this.#file;
  }
}
