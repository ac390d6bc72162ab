import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../../makeFolder.js';
import { temporaryName, forgetName } from '../../../../temporaryName.js';
import type { LowerStates } from '../../../../training/upperModel.js';
import type { EncoderLease } from '../../../loadedEncoder.js';
import { similarLengths } from '../../../pairs/similarLengths.js';
import { type Gap, textSequence } from '../../vectors/gap.js';

/** Memory that states may take; what goes beyond lies in a file. */
const maxBytes = 128 * 2 ** 20;

/** Where the states of a text are. */
type Kept = { readonly inMemory: LowerStates } | { readonly offset: number; readonly length: number };

/**
 * What the lower layers of an encoder make of texts, [tokens · hidden] each. They stay as they are while the upper ones are trained, so each
 * text is read once.
 */
export class LowerStateStore {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #file: Promise<FileHandle> | undefined;
  #fileEnd = 0;
  /** Whether the disk takes no more: then the states of further texts are computed each time they are wanted. */
  #isFull = false;
  readonly #name = temporaryName('part');

  /** @param folder where a file is made where memory is not enough; gone with `dispose` */
  constructor(
    private readonly lease: EncoderLease,
    private readonly below: number,
    private readonly folder: string,
    private readonly gap?: Gap,
    private readonly budget = maxBytes,
  ) {}

  /** The states of texts that fit into one passage each. */
  async states(texts: readonly string[]): Promise<LowerStates[]> {
    const fresh = new Map<string, LowerStates>();
    const missing = [...new Set(texts)].filter((text) => !this.#kept.has(text));
    const model = await this.lease.model();
    const sequences = missing.map((text) => textSequence(model, text, this.gap));
    for (const indexes of similarLengths(sequences.map(({ tokens }) => tokens.length))) {
      const batch = indexes.flatMap((index) => sequences[index] ?? []).map((each) => ({ ...each, asked: [...each.tokens.keys()] }));
      const answers = await this.lease.turn(({ encoder }, cancel) => encoder.hiddenStates(batch, [this.below], cancel));
      for (const [at, index] of indexes.entries()) {
        const text = missing[index] ?? '';
        fresh.set(text, answers[at] as LowerStates);
        await this.#keep(text, answers[at] as LowerStates);
      }
    }
    const result: LowerStates[] = [];
    for (const text of texts) result.push(fresh.get(text) ?? (await this.#read(this.#kept.get(text) as Kept)));
    return result;
  }

  async dispose(): Promise<void> {
    this.#kept.clear();
    if (this.#file !== undefined) {
      await this.#file.then((file) => file.close(), () => undefined); // prettier-ignore
      await rm(join(this.folder, this.#name), { force: true }).catch(() => undefined);
    }
    forgetName(this.#name);
  }

  async #keep(text: string, states: LowerStates): Promise<void> {
    this.#bytes += states.byteLength;
    if (this.#bytes <= this.budget) {
      this.#kept.set(text, { inMemory: states });
      return;
    }
    if (this.#isFull) return;
    const offset = this.#fileEnd;
    try {
      const file = await (this.#file ??= this.#create());
      await writeAll(file, new Uint8Array(states.buffer, states.byteOffset, states.byteLength), offset);
    } catch {
      this.#isFull = true;
      return;
    }
    this.#fileEnd += states.byteLength;
    this.#kept.set(text, { offset, length: states.length });
  }

  async #read(kept: Kept): Promise<LowerStates> {
    if ('inMemory' in kept) return kept.inMemory;
    const states = new Float32Array(kept.length);
    const file = await (this.#file as Promise<FileHandle>);
    await file.read(new Uint8Array(states.buffer), 0, states.byteLength, kept.offset);
    return states;
  }

  async #create(): Promise<FileHandle> {
    await makeFolder(this.folder);
    return open(join(this.folder, this.#name), 'wx+', 0o600);
  }
}

/** A write may take a part only, as on a disk that is almost full; the next one then says why. */
async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}
