import { type CancellationToken, neverCancelled } from '../../../common/cancellation.js';
import { cancelledError, ClozeError } from '../../../common/clozeError.js';
import type { DeviceChoice, DeviceInUse, ModelRole, ModelStatus } from '../../../common/methods/lifecycle.js';
import type { Rank } from '../../../common/methods/method.js';
import type { Building } from '../../graph/building.js';
import type { Precision } from '../../graph/graphContext.js';
import { internalError, stackOf } from '../../../common/internalError.js';
import type { Log } from '../../log.js';
import { DeviceFailed } from '../deviceFailed.js';
import { type Caller, onlyCaller } from './caller.js';
import type { Lease } from './lease.js';
import { ModelSlot, type PooledModel } from './modelSlot.js';
import { RunQueue } from './runQueue.js';

/** Which model, as what, and how it is held. Two requests with the same key share one. */
export interface ModelKey<R extends ModelRole = ModelRole> {
  readonly role: R;
  /** A name in a model folder, or an absolute path of a folder or of a GGUF file. */
  readonly model: string;
  readonly device: DeviceChoice;
  /** How the weights are held; what serves a writer best on the device unless it is given. */
  readonly precision?: Precision;
}

/** The models of each role, as they are once loaded. */
export interface Loaded extends Readonly<Record<ModelRole, PooledModel>> {}

/** What opens the models of each role. Fails with a `ClozeError`. */
export type Openers<L extends Loaded> = {
  readonly [R in ModelRole]: (key: ModelKey<R>, report: (building: Building) => void) => Promise<L[R]>;
};

export interface PoolOptions<L extends Loaded> {
  readonly openers: Openers<L>;
  /** How many bytes of weights may stay in memory. A model that is larger alone is opened nevertheless. */
  readonly maxBytes: number;
  readonly log: Log;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Called when the state of any model may have changed. */
  readonly onChange: () => void;
}

/** A lease that ends with `release`. */
export interface HeldLease<M> extends Lease<M> {
  release(): void;
}

/**
 * The models in memory: each is opened with the first need of it and shared by all that ask for it. When a new one needs room, those that
 * no request holds are closed, the least recently used first. Work on a device runs one piece at a time; a model on a server may take many.
 */
export class ModelPool<L extends Loaded> {
  readonly #slots = new Map<string, ModelSlot<PooledModel>>();
  readonly #queues = new Map<DeviceInUse['kind'], RunQueue>();
  /** The callers that were started with a model. */
  readonly #announcers = new Map<ModelSlot<PooledModel>, Set<Caller>>();
  /** Callers that need no model for now. */
  readonly #resting = new Set<Caller>();
  #uses = 0;
  #working = 0;

  constructor(private readonly options: PoolOptions<L>) {}

  /** Makes a model's place known as one that a caller was started with, so that its status has it before it is used. */
  announce(key: ModelKey, caller: Caller = onlyCaller): void {
    const slot = this.#slot(key);
    this.#announcers.set(slot, (this.#announcers.get(slot) ?? new Set()).add(caller));
  }

  /** Closes what no other caller needs, until the next lease of this one. */
  async rest(caller: Caller): Promise<void> {
    this.#resting.add(caller);
    await this.#closeUnneeded();
  }

  /** Forgets a caller that is gone, and what was kept for it alone. */
  async withdraw(caller: Caller): Promise<void> {
    this.#resting.delete(caller);
    for (const announcers of this.#announcers.values()) announcers.delete(caller);
    await Promise.all([...this.#slots.values()].map((slot) => this.#inTurn(slot, () => slot.model?.forget?.(caller))));
    await this.#closeUnneeded();
  }

  /** Holds a model for a request. Opens nothing yet. */
  lease<R extends ModelRole>(
    key: ModelKey<R>,
    rank: Rank,
    token: CancellationToken = neverCancelled,
    caller: Caller = onlyCaller,
  ): HeldLease<L[R]> {
    this.#resting.delete(caller);
    const slot = this.#slot(key) as ModelSlot<L[R]>;
    slot.hold();
    let isHeld = true;
    return {
      model: () => this.#guard(() => this.#opened(slot, rank, token, caller)),
      turn: (work) =>
        this.#guard(async () => {
          const { takesMany } = await this.#opened(slot, rank, token, caller);
          if (takesMany === true) return slot.beside(() => this.#work(slot, work, token, caller));
          return this.#inQueueOf(slot, rank, work, token, caller);
        }),
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        slot.release(++this.#uses);
        this.#tidy();
      },
    };
  }

  /** Whether a model calculates. */
  get isWorking(): boolean {
    return this.#working > 0;
  }

  /** The state of each model that a caller was started with, and then of those that were used and none was started with. */
  statusOf(caller: Caller = onlyCaller): readonly ModelStatus[] {
    const slots = [...this.#slots.values()];
    const own = slots.filter((slot) => this.#announcers.get(slot)?.has(caller));
    return [...own, ...slots.filter((slot) => !this.#announcers.has(slot))].map((slot) => slot.status);
  }

  /** Closes all models, each after the work that it does now, and forgets failures. The next need opens them again. */
  async unload(): Promise<void> {
    for (const slot of [...this.#slots.values()]) await this.#inTurn(slot, () => this.#close(slot));
  }

  async #closeUnneeded(): Promise<void> {
    const slots = [...this.#slots.values()];
    await Promise.all(slots.filter((slot) => !this.#isNeeded(slot)).map((slot) => this.#inTurn(slot, () => this.#closeIfUnneeded(slot))));
  }

  async #closeIfUnneeded(slot: ModelSlot<PooledModel>): Promise<void> {
    // Someone may have asked for it while this waited for its turn.
    if (!this.#isNeeded(slot)) await this.#close(slot);
  }

  /** Whether a request holds the model, or a caller that does not rest may ask for it at any time. */
  #isNeeded(slot: ModelSlot<PooledModel>): boolean {
    const callers = this.#announcers.get(slot) ?? new Set([...this.#announcers.values()].flatMap((all) => [...all]));
    return slot.isHeld || [...callers].some((caller) => !this.#resting.has(caller));
  }

  #inTurn(slot: ModelSlot<PooledModel>, work: () => Promise<void> | void): Promise<void> {
    return this.#queueOf(slot).run('control', () => Promise.resolve(work()));
  }

  #slot<R extends ModelRole>(key: ModelKey<R>): ModelSlot<PooledModel> {
    const id = JSON.stringify([key.role, key.model, key.device, key.precision]);
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    const { openers, log, now, onChange } = this.options;
    const slot = new ModelSlot<PooledModel>({
      role: key.role,
      wanted: key.model,
      device: key.device === 'auto' ? 'cpu' : key.device,
      open: (onProcessor, report) => openers[key.role](onProcessor ? { ...key, device: 'cpu' } : key, report),
      log,
      now,
      onChange,
    });
    this.#slots.set(id, slot);
    return slot;
  }

  /** The model, opened in a turn of its own if it is not open yet. */
  async #opened<M extends PooledModel>(slot: ModelSlot<M>, rank: Rank, token: CancellationToken, caller: Caller): Promise<M> {
    if (slot.model !== undefined) return slot.model;
    const model = await this.#queueOf(slot).run(rank, () => slot.use(), token, caller);
    this.#tidy();
    return model;
  }

  /** Works in the queue of the model's device, and once more in that of the processor where the device fails meanwhile. */
  async #inQueueOf<M extends PooledModel, T>(
    slot: ModelSlot<M>,
    rank: Rank,
    work: (model: M, cancel: CancellationToken) => Promise<T>,
    token: CancellationToken,
    caller: Caller,
  ): Promise<T> {
    for (;;) {
      const queue = this.#queueOf(slot);
      const attempt = async (cancel: CancellationToken): Promise<{ readonly result: T } | undefined> => {
        // The device may have failed while this waited.
        if (this.#queueOf(slot) !== queue) return undefined;
        try {
          return { result: await this.#work(slot, work, cancel, caller) };
        } catch (error) {
          if (!(error instanceof DeviceFailed) || slot.device === 'cpu') throw error;
          await slot.stepDown(error);
          return undefined;
        }
      };
      const done = await queue.run(rank, attempt, token, caller);
      if (done !== undefined) return done.result;
    }
  }

  async #work<M extends PooledModel, T>(
    slot: ModelSlot<M>,
    work: (model: M, cancel: CancellationToken) => Promise<T>,
    cancel: CancellationToken,
    caller: Caller,
  ): Promise<T> {
    // It may have been closed while the work waited.
    const model = await slot.use();
    this.#count(1);
    try {
      if (cancel.isCancellationRequested) throw cancelledError();
      model.beginTurn?.(caller);
      return await work(model, cancel);
    } finally {
      model.endTurn?.();
      this.#count(-1);
    }
  }

  #count(change: number): void {
    this.#working += change;
    this.options.onChange();
  }

  /** Bytes of the models that lie on graphics cards. */
  get bytesOnDevices(): number {
    return [...this.#slots.values()]
      .filter(({ device }) => device !== 'cpu' && device !== 'server')
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Closes what is over the budget and held by no request, the least recently used first. */
  #tidy(): void {
    const open = [...this.#slots.values()].filter((slot) => slot.model !== undefined).sort((a, b) => a.lastUse - b.lastUse);
    let excess = open.reduce((sum, slot) => sum + slot.bytes, 0) - this.options.maxBytes;
    for (const slot of open) {
      if (excess <= 0) return;
      if (slot.isHeld) continue;
      excess -= slot.bytes;
      void this.#inTurn(slot, async () => {
        if (!slot.isHeld) await this.#close(slot);
      });
    }
  }

  /** A model that no caller was started with is forgotten with this. */
  async #close(slot: ModelSlot<PooledModel>): Promise<void> {
    const isAnnounced = (this.#announcers.get(slot)?.size ?? 0) > 0;
    if (!isAnnounced && !slot.isHeld) {
      this.#announcers.delete(slot);
      for (const [id, known] of this.#slots) if (known === slot) this.#slots.delete(id);
    }
    await slot.close();
  }

  #queueOf(slot: ModelSlot<PooledModel>): RunQueue {
    const device = slot.device;
    const queue = this.#queues.get(device) ?? new RunQueue();
    this.#queues.set(device, queue);
    return queue;
  }

  /** What is no `ClozeError` becomes one. */
  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClozeError) throw error;
      this.options.log('error', stackOf(error));
      throw internalError(error);
    }
  }
}
