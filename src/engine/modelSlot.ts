import { ClozeError } from '../common/clozeError.js';
import type { EngineStatus, ModelStatus } from '../common/engineApi.js';
import type { LogMessage } from '../common/engineProtocol.js';
import { internalError, stackOf } from './internalError.js';

/** A model that could not be opened is tried again after this time, not at every key; after each failure the time doubles. */
const retryAfterMs = 10_000;
const longestRetryMs = 640_000;

/** What a slot knows of its model. */
export interface SlotModel {
  readonly name: string;
  readonly device: NonNullable<EngineStatus['device']>;
  readonly deviceNote?: string;
}

export interface SlotOptions<M> {
  /** The name or path by which the model is asked for. */
  readonly wanted: string;
  /** Fails with a `ClozeError`. */
  readonly open: () => Promise<M>;
  readonly free: (model: M) => Promise<void>;
  readonly log: (level: LogMessage['level'], message: string) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Called when the model starts to load, could not be loaded, or was freed; that it was loaded, its user sees. */
  readonly onChange: () => void;
}

/** The place of one model: it is opened with the first need of it, and its failure is remembered for a while. */
export class ModelSlot<M extends SlotModel> {
  #model: M | undefined;
  #loading = false;
  #failure: { readonly error: ClozeError; readonly at: number; readonly count: number } | undefined;

  constructor(private readonly options: SlotOptions<M>) {}

  get status(): ModelStatus {
    const { device, deviceNote } = this.#model ?? {};
    return {
      state: this.#state,
      model: this.#model?.name ?? this.options.wanted,
      ...(device !== undefined && { device }),
      ...(deviceNote !== undefined && { deviceNote }),
      // Stays while the model is tried again, so that what is said about it does not flicker.
      ...(this.#failure !== undefined && { error: this.#failure.error.detail }),
    };
  }

  /** The model, opened if it is not yet. One call at a time. */
  async use(): Promise<M> {
    if (this.#model !== undefined) return this.#model;
    const { now, open, log, onChange } = this.options;
    const failed = this.#failure;
    if (failed !== undefined && now() - failed.at < Math.min(longestRetryMs, retryAfterMs * 2 ** (failed.count - 1))) throw failed.error;
    const started = now();
    this.#loading = true;
    onChange();
    try {
      this.#model = await open();
      this.#loading = false;
      this.#failure = undefined;
      log('info', `Loaded ${this.#model.name} on ${this.#model.device.name} in ${Math.round(now() - started)} ms.`);
      return this.#model;
    } catch (error) {
      log('error', stackOf(error));
      const known = error instanceof ClozeError ? error : internalError(error);
      this.#failure = { error: known, at: now(), count: (failed?.count ?? 0) + 1 };
      this.#loading = false;
      onChange();
      throw known;
    }
  }

  /** Frees the model and forgets failures; the next use opens it again. */
  async free(): Promise<void> {
    const model = this.#model;
    this.#model = undefined;
    this.#failure = undefined;
    if (model !== undefined) await this.options.free(model);
    this.options.onChange();
  }

  get #state(): ModelStatus['state'] {
    if (this.#loading) return 'loading';
    if (this.#model !== undefined) return 'ready';
    return this.#failure === undefined ? 'idle' : 'failed';
  }
}
