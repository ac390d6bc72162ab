import { join } from 'node:path';
import { type CancellationToken, neverCancelled } from '../common/cancellation.js';
import type { Disposable } from '../common/disposable.js';
import { Emitter } from '../common/emitter.js';
import type { EngineApi } from '../common/engineApi.js';
import { engineMethods, type MethodName } from '../common/engineMethods.js';
import type { Usage } from '../common/methods/completion.js';
import type { EngineInit, EngineStatus, ModelRole, ModelStatus } from '../common/methods/lifecycle.js';
import { type Method, methodsOf, type Rank } from '../common/methods/method.js';
import { checkedRequest } from '../common/checkedRequest.js';
import { type FeatureContext, type FeatureName, features } from './features/features.js';
import { AnswerMemory } from './features/fill/answerMemory.js';
import { WritersModel } from './features/learn/writersModel.js';
import { modelKeys, type ModelKeys } from './modelKeys.js';
import type { LoadedModels } from './openModel.js';
import type { Precision } from './graph/graphContext.js';
import { type Caller, onlyCaller } from './runtime/pool/caller.js';
import type { HeldLease, ModelKey } from './runtime/pool/modelPool.js';
import { testDevices } from './testDevices.js';
import { SharedModels, type SharedOptions } from './sharedModels.js';

export interface EngineOptions extends SharedOptions {
  /** How the weights of all models are held; what serves a writer best on the device unless it is given. */
  readonly precision?: Precision | undefined;
}

/** An engine in this process. */
export interface Engine extends EngineApi {
  /** Frees the models and ends the engine. */
  dispose(): Promise<void>;
}

/** An engine in this process for one of several clients. */
export interface ClientEngine extends EngineApi {
  /** Frees the models that no other client needs, until the next request of this one. */
  rest(): Promise<void>;
  /** Ends the engine, and frees what it alone needed. */
  leave(): Promise<void>;
}

/** How much the latest completion counts in the average speed. */
const speedWeight = 0.3;

/**
 * Makes an engine. It opens each of its models at the first request that needs it; requests that come meanwhile wait for the
 * same one.
 */
export function createEngine(init: EngineInit, options: EngineOptions): Engine {
  const models = new SharedModels(init, options);
  const engine = createClientEngine(init, models, { ...options, caller: onlyCaller });
  return {
    ...engine,
    dispose: async () => {
      await models.pool.unload();
      await engine.leave();
      models.dispose();
    },
  };
}

/**
 * Makes an engine that uses the models together with others.
 * @param init agrees with `models` in what all share
 */
export function createClientEngine(init: EngineInit, models: SharedModels, options: LocalOptions): ClientEngine {
  const engine = new LocalEngine(init, models, options);
  return {
    ...methodsOf(engineMethods, (name, request, token, report) => engine.call(name as MethodName, request, token, report)),
    onDidChangeStatus: engine.onDidChangeStatus,
    rest: () => models.pool.rest(options.caller),
    leave: () => engine.leave(),
  };
}

interface LocalOptions extends Pick<EngineOptions, 'precision' | 'now'> {
  readonly caller: Caller;
}

class LocalEngine {
  readonly #status = new Emitter<EngineStatus>();
  readonly onDidChangeStatus = this.#status.event;
  readonly #answers = new AnswerMemory();
  readonly #writers: WritersModel;
  readonly #keys: ModelKeys;
  readonly #follow: Disposable;
  #told: string;
  #tokensPerSecond: number | undefined;

  constructor(
    private readonly init: EngineInit,
    private readonly models: SharedModels,
    private readonly options: LocalOptions,
  ) {
    this.#keys = modelKeys(init, options.precision);
    this.#writers = new WritersModel(init.learnedFolder);
    models.pool.announce(this.#keys.causal, options.caller);
    models.pool.announce(this.#keys.encoder, options.caller);
    this.#told = this.#states();
    this.#follow = models.onDidChange(() => this.#tell());
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
      await this.models.pool.unload();
      return null;
    }
    if (name === 'testDevices') return testDevices(this.#keys.causal, this.init, token);
    const method: Method = engineMethods[name];
    const request = method.request === undefined ? undefined : checkedRequest(method.request, given);
    const result = await this.#carryOut(name, request, method.rank ?? 'background', token, report);
    if (name === 'complete') this.#noteSpeed((result as { readonly usage: Usage }).usage);
    return result;
  }

  async leave(): Promise<void> {
    this.#follow.dispose();
    this.#status.dispose();
    await this.models.pool.withdraw(this.options.caller);
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
      const held = this.models.pool.lease<R>(key, rank, token, this.options.caller);
      leases.push(held);
      return held;
    };
    let isOver = false;
    const causal = lease(this.#keys.causal);
    const context: FeatureContext<unknown> = {
      causal,
      writers: this.#writers.lease(causal),
      encoder: lease(this.#keys.encoder),
      checkpoint: (model) => lease(this.#keys.classifier(model)),
      instructed: (model) => lease(this.#keys.instructed(model)),
      features: this.models.features,
      answers: this.#answers,
      modelFolders: this.init.modelFolders,
      trainingFolder: join(this.init.cacheFolder, 'training'),
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
      models: this.#modelStatuses(),
      ...(this.#tokensPerSecond === undefined ? {} : { tokensPerSecond: this.#tokensPerSecond }),
      residentBytes: process.memoryUsage.rss(),
    };
  }

  #state(): EngineStatus['state'] {
    if (this.models.pool.isWorking) return 'working';
    const models = this.#modelStatuses();
    if (models.some(({ state }) => state === 'loading')) return 'loading';
    if (models[0]?.state === 'failed') return 'failed';
    return models.some(({ state }) => state === 'ready') ? 'ready' : 'idle';
  }

  #modelStatuses(): readonly ModelStatus[] {
    return this.models.pool.statusOf(this.options.caller);
  }

  #states(): string {
    return [this.#state(), ...this.#modelStatuses().map(({ model, state, building }) => `${model} ${state} ${building?.done}`)].join(', ');
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
