import { ClozeError } from '../../../common/clozeError.js';
import type { Device } from '../../../common/devices.js';
import type { DeviceInUse, ModelRole, ModelStatus } from '../../../common/methods/lifecycle.js';
import { internalError, stackOf } from '../../../common/internalError.js';
import type { Building } from '../../graph/building.js';
import type { Log } from '../../log.js';
import type { DeviceFailed } from '../deviceFailed.js';
import type { Caller } from './caller.js';

/** A model that could not be opened is tried again after this time, not at every key; after each failure the time doubles. */
const retryAfterMs = 10_000;
const maxRetryMs = 640_000;

/** What a pool knows of a loaded model. */
export interface PooledModel {
  readonly name: string;
  readonly device: DeviceInUse;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
  /** Bytes of its graph and weights. */
  readonly bytes: number;
  /** Whether it takes many turns at the same time, as where it is on a server and keeps nothing of a turn. */
  readonly takesMany?: boolean;
  /**
   * Called before each turn with whose it is: what a model keeps of a text, it keeps for each caller. Absent where it keeps nothing.
   */
  beginTurn?(caller: Caller): void;
  /** Called after each turn: what was begun for it and is not over can end. Absent where nothing goes on by itself. */
  endTurn?(): void;
  /** Forgets what it kept for a caller that is gone. */
  forget?(caller: Caller): void;
  /** Frees it. */
  dispose(): Promise<void>;
}

export interface SlotOptions<M> {
  readonly role: ModelRole;
  /** The name or path by which the model is asked for. */
  readonly wanted: string;
  /** Where it probably runs: what is known before it is opened. */
  readonly device: Device;
  /** Opens it where it was asked for, or on the processor. Fails with a `ClozeError`. */
  readonly open: (onProcessor: boolean, report: (building: Building) => void) => Promise<M>;
  readonly log: Log;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Called when the model starts to load, its graph has grown, it could not be loaded, or was closed; that it was loaded, its user sees. */
  readonly onChange: () => void;
}

/** The place of one model: it is opened with the first need of it, and its failure is remembered for a while. */
export class ModelSlot<M extends PooledModel> {
  #model: M | undefined;
  #opening: Promise<M> | undefined;
  #device: DeviceInUse['kind'];
  #failure: { readonly error: ClozeError; readonly at: number; readonly count: number } | undefined;
  #holds = 0;
  #lastUse = 0;
  /** Turns that it does beside each other. */
  readonly #turns = new Set<Promise<unknown>>();
  /** Why it runs on the processor since it was opened. */
  #steppedDown: string | undefined;
  /** How far its graph is, where it is being built. */
  #building: Building | undefined;

  constructor(private readonly options: SlotOptions<M>) {
    this.#device = options.device;
  }

  /** The model, if it is open. */
  get model(): M | undefined {
    return this.#model;
  }

  /** Where it runs, ran when it was open last, or probably will. */
  get device(): DeviceInUse['kind'] {
    return this.#device;
  }

  get bytes(): number {
    return this.#model?.bytes ?? 0;
  }

  /** What `release` was told last: uses are numbered in their order. */
  get lastUse(): number {
    return this.#lastUse;
  }

  get isHeld(): boolean {
    return this.#holds > 0;
  }

  get status(): ModelStatus {
    const { device, deviceNote = this.#steppedDown } = this.#model ?? {};
    return {
      role: this.options.role,
      state: this.#state,
      model: this.#model?.name ?? this.options.wanted,
      ...(device !== undefined && { device }),
      ...(deviceNote !== undefined && { deviceNote }),
      bytes: this.bytes,
      ...(this.#building !== undefined && { building: this.#building }),
      // Stays while the model is tried again, so that what is said about it does not flicker.
      ...(this.#failure !== undefined && { error: this.#failure.error.detail }),
    };
  }

  hold(): void {
    this.#holds++;
  }

  release(use: number): void {
    this.#holds--;
    this.#lastUse = use;
  }

  /** The model, opened if it is not yet. */
  async use(): Promise<M> {
    if (this.#model !== undefined) return this.#model;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
      this.options.onChange();
    });
    this.options.onChange();
    return this.#opening;
  }

  async #open(): Promise<M> {
    const { now, open, log } = this.options;
    const failed = this.#failure;
    if (failed !== undefined && now() - failed.at < Math.min(maxRetryMs, retryAfterMs * 2 ** (failed.count - 1))) throw failed.error;
    const started = now();
    try {
      this.#model = await open(this.#steppedDown !== undefined, (building) => {
        this.#building = building;
        this.options.onChange();
      });
      this.#device = this.#model.device.kind;
      this.#failure = undefined;
      log('info', `Loaded ${this.#model.name} on ${this.#model.device.name} in ${Math.round(now() - started)} ms.`);
      return this.#model;
    } catch (error) {
      log('error', stackOf(error));
      const known = error instanceof ClozeError ? error : internalError(error);
      this.#failure = { error: known, at: now(), count: (failed?.count ?? 0) + 1 };
      throw known;
    } finally {
      this.#building = undefined;
    }
  }

  /** Does a turn beside others. */
  async beside<T>(turn: () => Promise<T>): Promise<T> {
    const doing = turn();
    this.#turns.add(doing);
    try {
      return await doing;
    } finally {
      this.#turns.delete(doing);
    }
  }

  /** Goes on with the processor, because the device failed; the model is opened there with its next use. */
  async stepDown({ reason }: DeviceFailed): Promise<void> {
    const name = this.#model?.device.name ?? this.#device;
    this.#steppedDown = `The processor took over, since ${name} stopped working: ${reason}`;
    this.options.log('warn', this.#steppedDown);
    const failed = this.#model;
    this.#model = undefined;
    // A device that is gone may not even free what it held.
    await failed?.dispose().catch((error: unknown) => this.options.log('error', stackOf(error)));
    await this.use();
  }

  /** Frees the model after its turns and forgets failures, also those of its device; the next use opens it again. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#turns);
    const model = this.#model;
    this.#model = undefined;
    this.#failure = undefined;
    this.#steppedDown = undefined;
    if (model !== undefined) await model.dispose();
    this.options.onChange();
  }

  get #state(): ModelStatus['state'] {
    if (this.#model !== undefined) return 'ready';
    if (this.#opening !== undefined) return 'loading';
    return this.#failure === undefined ? 'idle' : 'failed';
  }
}
