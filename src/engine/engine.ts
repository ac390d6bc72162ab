import { type CancellationToken, neverCancelled } from '../common/cancellation.js';
import { cancelledError, ClozeError, type ErrorDetail } from '../common/clozeError.js';
import { Emitter } from '../common/emitter.js';
import type * as api from '../common/engineApi.js';
import type { LogMessage } from '../common/engineProtocol.js';
import { checkCompleteRequest, checkSurprisalRequest, checkWarmRequest } from './features/checkRequest.js';
import { complete } from './features/complete.js';
import type { LoadedModel } from './features/loadedModel.js';
import { surprisal } from './features/surprisal.js';
import { warm } from './features/warm.js';
import { rank, type Rank, RunQueue, type Work } from './runQueue.js';

export interface EngineDependencies {
  /** Opens the causal model that the engine was started with. Fails with a `ClozeError`. */
  readonly openModel: (init: api.EngineInit) => Promise<LoadedModel>;
  readonly log: (level: LogMessage['level'], message: string) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** An engine in this process. */
export interface Engine extends api.EngineApi {
  /** Frees the model and ends the engine. */
  dispose(): Promise<void>;
}

/** A model that could not be opened is tried again after this time, not at every key. */
const retryAfterMs = 10_000;

/** How much the latest completion counts in the average speed. */
const speedWeight = 0.3;

/**
 * Makes an engine. It opens its model at the first request that needs it; requests that come meanwhile wait for the
 * same one.
 */
export function createEngine(init: api.EngineInit, dependencies: EngineDependencies): Engine {
  return new LocalEngine(init, dependencies);
}

class LocalEngine implements Engine {
  readonly #queue = new RunQueue();
  readonly #status = new Emitter<api.EngineStatus>();
  readonly onDidChangeStatus = this.#status.event;
  #state: api.EngineStatus['state'] = 'idle';
  #model: LoadedModel | undefined;
  #failure: { readonly error: ClozeError; readonly at: number } | undefined;
  #tokensPerSecond: number | undefined;

  constructor(
    private readonly init: api.EngineInit,
    private readonly dependencies: EngineDependencies,
  ) {}

  async complete(request: api.CompleteRequest, token?: CancellationToken): Promise<api.CompleteResult> {
    checkCompleteRequest(request);
    const result = await this.#run(rank.interactive, (model, cancel) => complete(request, model, this.dependencies.now, cancel), token);
    this.#noteSpeed(result.usage);
    return result;
  }

  async warm(request: api.WarmRequest, token?: CancellationToken): Promise<api.WarmResult> {
    checkWarmRequest(request);
    return this.#run(rank.preparation, (model, cancel) => warm(request, model, cancel), token);
  }

  async surprisal(request: api.SurprisalRequest, token?: CancellationToken): Promise<api.SurprisalResult> {
    checkSurprisalRequest(request);
    return surprisal(request, (work) => this.#run(rank.background, work, token));
  }

  status(): Promise<api.EngineStatus> {
    return Promise.resolve({
      state: this.#state,
      model: this.#model?.name ?? this.init.causalModel,
      ...(this.#model === undefined ? {} : { device: this.#model.device }),
      ...(this.#model?.deviceNote === undefined ? {} : { deviceNote: this.#model.deviceNote }),
      ...(this.#tokensPerSecond === undefined ? {} : { tokensPerSecond: this.#tokensPerSecond }),
      residentBytes: process.memoryUsage.rss(),
      ...(this.#failure === undefined ? {} : { error: this.#failure.error.detail }),
    });
  }

  unload(): Promise<void> {
    return this.#queue.run(rank.control, async () => {
      await this.#model?.decoder.dispose();
      this.#model = undefined;
      this.#failure = undefined;
      this.#become('idle');
    });
  }

  async dispose(): Promise<void> {
    await this.unload();
    this.#status.dispose();
  }

  /** Runs work on the model when its turn comes; what is no `ClozeError` becomes one. */
  async #run<T>(
    workRank: Rank,
    work: (model: LoadedModel, cancel: CancellationToken) => Promise<T>,
    token: CancellationToken = neverCancelled,
  ): Promise<T> {
    const run: Work<T> = async (cancel) => {
      const model = await this.#open();
      if (cancel.isCancellationRequested) throw cancelledError();
      this.#become('working');
      try {
        return await work(model, cancel);
      } finally {
        this.#become('ready');
      }
    };
    try {
      return await this.#queue.run(workRank, run, token);
    } catch (error) {
      if (error instanceof ClozeError) throw error;
      this.dependencies.log('error', describe(error));
      throw internalError(error);
    }
  }

  async #open(): Promise<LoadedModel> {
    const { now, openModel, log } = this.dependencies;
    if (this.#model !== undefined) return this.#model;
    if (this.#failure !== undefined && now() - this.#failure.at < retryAfterMs) throw this.#failure.error;
    const started = now();
    this.#failure = undefined;
    this.#become('loading');
    try {
      this.#model = await openModel(this.init);
      log('info', `Loaded ${this.#model.name} on ${this.#model.device.name} in ${Math.round(now() - started)} ms.`);
      return this.#model;
    } catch (error) {
      log('error', describe(error));
      this.#failure = { error: error instanceof ClozeError ? error : internalError(error), at: now() };
      this.#become('failed');
      throw this.#failure.error;
    }
  }

  #become(state: api.EngineStatus['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    void this.status().then((status) => this.#status.fire(status));
  }

  #noteSpeed({ decodedTokens, decodeMs }: api.Usage): void {
    if (decodedTokens === 0 || decodeMs <= 0) return;
    const speed = (1000 * decodedTokens) / decodeMs;
    this.#tokensPerSecond = speedWeight * speed + (1 - speedWeight) * (this.#tokensPerSecond ?? speed);
  }
}

function internalError(cause: unknown): ClozeError {
  const detail: ErrorDetail = {
    code: 'internal',
    message: `The engine could not do this because of a fault in Cloze (${cause instanceof Error ? cause.message : String(cause)}). The log has the details.`,
    action: 'show-log',
  };
  return new ClozeError(detail, { cause });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
