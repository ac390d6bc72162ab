import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { learnedFileName } from '../../decode/learned/learnedFile.js';
import { WriterDecoder } from '../../decode/learned/writerDecoder.js';
import { WriterModel } from '../../decode/learned/writerModel.js';
import type { PlacedAdapter } from '../../training/causal/causalUpper.js';
import type { CausalLease, LoadedModel } from '../loadedModel.js';
import { adapterFile } from './adapter/adapterFolder.js';
import { usedAdapter, withAdapter } from './adapter/usedAdapter.js';
import { readLearned } from './learnedFolder.js';

/**
 * The causal model with what was learned from its writer in a folder. The file is looked at with each request, and read when it has changed, so that
 * what another window learned is there at once, and what was deleted is not used any more. Without it the model is as it is.
 */
export class WritersModel {
  readonly #writer = new KeptByState<WriterModel>();
  readonly #adapter = new KeptByState<PlacedAdapter>();

  /** @param folder none where nothing is to be used */
  constructor(private readonly folder: string | undefined) {}

  /** A lease of the same model that writes as the writer does. */
  lease(causal: CausalLease): CausalLease {
    if (this.folder === undefined) return causal;
    return {
      model: async () => this.of(await causal.model()),
      turn: (work) => causal.turn(async (model, cancel) => work(await this.of(model), cancel)),
    };
  }

  /** The model, blended where there is something for it. */
  async of(model: LoadedModel): Promise<LoadedModel> {
    const { folder } = this;
    if (folder === undefined) return model;
    const placed = await this.#adapter.of(adapterFile(folder), model.hash, () => usedAdapter(folder, model));
    const adapted = await withAdapter(model, placed);
    const writer = await this.#writer.of(join(folder, learnedFileName), model.hash, () => readWriter(folder, model.hash));
    return writer === undefined ? adapted : { ...adapted, decoder: new WriterDecoder(adapted.decoder, writer), writer };
  }
}

/** What was read from a file, until the file or the model changes. */
class KeptByState<T> {
  #value: Promise<T | undefined> | undefined;
  #key = '';

  async of(file: string, hash: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const entry = await stat(file).catch(() => undefined);
    const key = entry === undefined ? '' : `${entry.ino} ${entry.size} ${entry.mtimeMs} ${hash}`;
    if (key !== this.#key) {
      const value = key === '' ? undefined : read();
      this.#value = value;
      // What failed is tried again.
      value?.catch(() => (this.#key = ''));
    }
    this.#key = key;
    return this.#value;
  }
}

/** `undefined` where the file does not fit the model, is damaged, or came out no better than the model alone. */
async function readWriter(folder: string, hash: string): Promise<WriterModel | undefined> {
  const found = await readLearned(folder);
  if (found.state !== 'ready' || found.learned.head.model.hash !== hash) return undefined;
  return found.learned.head.weights.some((weight) => weight > 0) ? new WriterModel(found.learned) : undefined;
}
