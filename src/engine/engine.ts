import { totalmem } from 'node:os';
import { join } from 'node:path';
import { type CancellationToken, neverCancelled } from '../common/cancellation.js';
import { Emitter } from '../common/emitter.js';
import type { EngineApi } from '../common/engineApi.js';
import { engineMethods, type MethodName } from '../common/engineMethods.js';
import type { Usage } from '../common/methods/completion.js';
import type { EngineInit, EngineStatus, ModelRole } from '../common/methods/lifecycle.js';
import { type Method, methodsOf, type Rank } from '../common/methods/method.js';
import { checkedRequest } from './checkedRequest.js';
import { FeatureStore } from './features/classification/vectors/featureStore.js';
import { type FeatureContext, type FeatureName, features } from './features/features.js';
import { AnswerMemory } from './features/fill/answerMemory.js';
import type { Log } from './log.js';
import { modelKeys, type ModelKeys } from './modelKeys.js';
import { type LoadedModels, openModel } from './openModel.js';
import type { Precision } from './graph/graphContext.js';
import { type HeldLease, type ModelKey, ModelPool, type Openers } from './runtime/pool/modelPool.js';

export interface EngineOptions {
  /** How the weights of all models are held; what serves a writer best on the device unless it is given. */
  readonly precision?: Precision | undefined;
  /** What opens the models, where it is not `openModel`. */
  readonly openers?: Openers<LoadedModels>;
  /** How many bytes of weights may stay in memory; half of what the machine has unless it is given. */
  readonly maxModelBytes?: number;
  readonly log: Log;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** An engine in this process. */
export interface Engine extends EngineApi {
  /** Frees the models and ends the engine. */
  dispose(): Promise<void>;
}

/** How much the latest completion counts in the average speed. */
const speedWeight = 0.3;

/**
 * Makes an engine. It opens each of its models at the first request that needs it; requests that come meanwhile wait for the
 * same one.
 */
export function createEngine(init: EngineInit, options: EngineOptions): Engine {
  const engine = new LocalEngine(init, options);
  return {
    ...methodsOf(engineMethods, (name, request, token, report) => engine.call(name as MethodName, request, token, report)),
    onDidChangeStatus: engine.onDidChangeStatus,
    dispose: () => engine.dispose(),
  };
}

class LocalEngine {
  readonly #status = new Emitter<EngineStatus>();
  readonly onDidChangeStatus = this.#status.event;
  readonly #pool: ModelPool<LoadedModels>;
  readonly #answers = new AnswerMemory();
  readonly #features: FeatureStore;
  readonly #keys: ModelKeys;
  #told: string;
  #tokensPerSecond: number | undefined;

  constructor(
    private readonly init: EngineInit,
    private readonly options: EngineOptions,
  ) {
    const { log, now, maxModelBytes = totalmem() / 2 } = options;
    const open = <R extends ModelRole>(key: ModelKey<R>): Promise<LoadedModels[R]> => openModel(key, { ...init, log });
    const { openers = { causal: open, encoder: open, classifier: open } } = options;
    this.#pool = new ModelPool<LoadedModels>({ openers, maxBytes: maxModelBytes, log, now, onChange: () => this.#tell() });
    this.#features = new FeatureStore(join(init.cacheFolder, 'features'));
    this.#keys = modelKeys(init, options.precision);
    this.#pool.announce(this.#keys.causal);
    this.#pool.announce(this.#keys.encoder);
    this.#told = this.#states();
  }

  /** Carries out a method. Rejects with a `ClozeError`. */
  async call(
    name: MethodName,
    given: unknown,
    token: CancellationToken = neverCancelled,
    report?: (progress: unknown) => void,
  ): Promise<unknown> {
    if (name === 'status') return this.#currentStatus();
    if (name === 'unload') {
      await this.#pool.unload();
      return null;
    }
    const method: Method = engineMethods[name];
    const request = method.request === undefined ? undefined : checkedRequest(method.request, given);
    const result = await this.#carryOut(name, request, method.rank ?? 'background', token, report);
    if (name === 'complete') this.#noteSpeed((result as { readonly usage: Usage }).usage);
    return result;
  }

  async dispose(): Promise<void> {
    await this.#pool.unload();
    this.#status.dispose();
  }

  /** Runs a feature with leases that end with it. */
  async #carryOut(
    name: FeatureName,
    request: unknown,
    rank: Rank,
    token: CancellationToken,
    report?: (progress: unknown) => void,
  ): Promise<unknown> {
    const leases: { release(): void }[] = [];
    const lease = <R extends ModelRole>(key: ModelKey<R>): HeldLease<LoadedModels[R]> => {
      const held = this.#pool.lease<R>(key, rank, token);
      leases.push(held);
      return held;
    };
    let isOver = false;
    const context: FeatureContext<unknown> = {
      causal: lease(this.#keys.causal),
      encoder: lease(this.#keys.encoder),
      checkpoint: (model) => lease(this.#keys.classifier(model)),
      features: this.#features,
      answers: this.#answers,
      modelFolders: this.init.modelFolders,
      now: this.options.now,
      today: () => new Date(),
      cancel: token,
      report: (progress) => {
        if (!isOver && !token.isCancellationRequested) report?.(progress);
      },
    };
    // The schema of the method has checked that it fits.
    const feature = features[name] as (request: unknown, context: FeatureContext<unknown>) => Promise<unknown>;
    try {
      return await feature(request, context);
    } finally {
      isOver = true;
      for (const held of leases) held.release();
    }
  }

  #currentStatus(): EngineStatus {
    return {
      state: this.#state(),
      models: this.#pool.status,
      ...(this.#tokensPerSecond === undefined ? {} : { tokensPerSecond: this.#tokensPerSecond }),
      residentBytes: process.memoryUsage.rss(),
    };
  }

  #state(): EngineStatus['state'] {
    if (this.#pool.isWorking) return 'working';
    const models = this.#pool.status;
    if (models.some(({ state }) => state === 'loading')) return 'loading';
    if (models[0]?.state === 'failed') return 'failed';
    return models.some(({ state }) => state === 'ready') ? 'ready' : 'idle';
  }

  #states(): string {
    return [this.#state(), ...this.#pool.status.map(({ model, state }) => `${model} ${state}`)].join(', ');
  }

  /** Tells of the status where it is another than it was told before. */
  #tell(): void {
    const states = this.#states();
    if (states === this.#told) return;
    this.#told = states;
    this.#status.fire(this.#currentStatus());
  }

  #noteSpeed({ decodedTokens, decodeMs }: Usage): void {
    if (decodedTokens === 0 || decodeMs <= 0) return;
    const speed = (1000 * decodedTokens) / decodeMs;
    this.#tokensPerSecond = speedWeight * speed + (1 - speedWeight) * (this.#tokensPerSecond ?? speed);
  }
}
