import type { CancellationToken } from '../common/cancellation.js';
import type { Clock } from '../common/clock.js';
import { ClozeError, type ErrorCode, type ErrorDetail } from '../common/clozeError.js';
import type { Disposable } from '../common/disposable.js';
import { Emitter } from '../common/emitter.js';
import type { EngineApi, EngineServices } from '../common/engineApi.js';
import { engineMethods } from '../common/engineMethods.js';
import type { EngineInit, EngineStatus } from '../common/methods/lifecycle.js';
import { type Dispatch, invoke, methodsOf } from '../common/methods/method.js';
import { type TableApi, tableMethods } from '../common/methods/tables.js';
import { closedError, crashedTooOften, faultError, offError } from './engineErrors.js';
import type { EngineLog } from './engineLog.js';
import { EngineRun, type StartedEngine } from './engineRun.js';
import type { EngineState, Lifecycle } from './engineState.js';
import { type IdlePolicy, IdleWatch } from './idleWatch.js';
import { PendingCalls } from './pendingCalls.js';
import { afterCrash, type RestartPolicy } from './restartPolicy.js';

export interface EngineConfiguration {
  readonly init: EngineInit;
  readonly idle: IdlePolicy;
}

export interface SupervisorOptions {
  /** Starts a process. Asynchronous so that what starts it is only loaded when it is needed. */
  readonly launch: () => Promise<StartedEngine>;
  readonly configuration: EngineConfiguration;
  readonly restartPolicy: RestartPolicy;
  readonly clock: Clock;
  readonly log: EngineLog;
}

/** Failures that every later call would meet again. One model that cannot be used leaves the others to work. */
const lasting: ReadonlySet<ErrorCode> = new Set(['engine-failed-to-load']);

/**
 * The engine as the editor sees it: its process starts with the first call, starts again after a crash by a stated
 * policy, frees its memory when nobody writes, and does not exist while Cloze is off.
 */
export class EngineSupervisor implements Disposable {
  readonly engine: EngineApi;
  readonly tables: TableApi;
  readonly #options: SupervisorOptions;
  readonly #idle: IdleWatch;
  readonly #stateEmitter = new Emitter<EngineState>();
  readonly #statusEmitter = new Emitter<EngineStatus>();
  #configuration: EngineConfiguration;
  #state: EngineState;
  #run: EngineRun | undefined;
  #crashes: readonly number[] = [];
  #notBefore = 0;

  readonly onDidChangeState = this.#stateEmitter.event;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#configuration = options.configuration;
    this.#state = { lifecycle: { kind: 'stopped', because: 'not-needed' }, status: this.#restingStatus() };
    this.engine = {
      ...methodsOf(engineMethods, (...call) => this.#call(...call)),
      onDidChangeStatus: this.#statusEmitter.event,
    };
    this.tables = methodsOf(tableMethods, (...call) => this.#use(({ tables }) => invoke(tables, tableMethods, ...call), call[2]));
    this.#idle = new IdleWatch(options.configuration.idle, options.clock, {
      unload: () => void this.engine.unload().catch((error: unknown) => options.log('warn', `The model was not freed: ${String(error)}`)),
      stop: () => void this.#stop({ kind: 'stopped', because: 'idle' }),
    });
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Uses other settings from now on. A process that was started with others ends; the next call starts a new one. */
  async configure(configuration: EngineConfiguration): Promise<void> {
    const same = JSON.stringify(configuration.init) === JSON.stringify(this.#configuration.init);
    this.#configuration = configuration;
    this.#idle.policy = configuration.idle;
    if (!same && this.#state.lifecycle.kind !== 'off') await this.#reset();
  }

  /** Off ends the process, and calls reject until it is on again. */
  async setEnabled(enabled: boolean): Promise<void> {
    if (enabled !== (this.#state.lifecycle.kind === 'off')) return;
    if (enabled) await this.#reset();
    else await this.#stop({ kind: 'off' });
  }

  /** Forgets failures and crashes and starts a new process now. Rejects if that fails. */
  async restart(): Promise<void> {
    if (this.#state.lifecycle.kind === 'off') throw offError();
    await this.#reset();
    await this.#current().ready;
  }

  /** Ends the process, if there is one. The next call starts a new one. */
  async stop(): Promise<void> {
    if (this.#run !== undefined) await this.#reset();
  }

  dispose(): void {
    this.#stateEmitter.dispose();
    this.#statusEmitter.dispose();
    this.#idle.dispose();
    void this.#stop({ kind: 'off' });
  }

  /** Status and memory are those of a process that runs; to ask for them starts none. */
  async #call(...call: Parameters<Dispatch>): Promise<unknown> {
    const [name, , token] = call;
    if (name !== 'status' && name !== 'unload') return this.#use(({ engine }) => invoke(engine, engineMethods, ...call), token);
    if (this.#state.lifecycle.kind === 'running' && this.#run !== undefined) return (await this.#run.ready).engine[name]();
    return name === 'status' ? this.#state.status : null;
  }

  async #use<T>(work: (services: EngineServices) => Promise<T>, token?: CancellationToken): Promise<T> {
    if (this.#state.lifecycle.kind === 'off') throw offError();
    if (this.#state.lifecycle.kind === 'failed') throw new ClozeError(this.#state.lifecycle.error);
    const run = this.#current();
    const end = this.#idle.begin();
    try {
      const services = await new PendingCalls().track(() => run.ready, token);
      return await work(services);
    } catch (error) {
      if (error instanceof ClozeError && lasting.has(error.code)) this.#fail(run, error.detail);
      throw error;
    } finally {
      end();
    }
  }

  #current(): EngineRun {
    if (this.#run !== undefined) return this.#run;
    const delayMs = this.#notBefore - this.#options.clock.now();
    const launch = async (): Promise<StartedEngine> => {
      const started = await this.#options.launch();
      started.client.engine.onDidChangeStatus((status) => this.#run === run && this.#setStatus(status));
      return started;
    };
    const run: EngineRun = new EngineRun(launch, this.#configuration.init, delayMs, this.#options.clock);
    this.#run = run;
    this.#setLifecycle({ kind: 'starting' });
    void run.ready.then(
      () => this.#run === run && this.#setLifecycle({ kind: 'running' }),
      (error: unknown) => this.#startFailed(run, error),
    );
    void run.ended.then((reason) => this.#ended(run, reason));
    return run;
  }

  #startFailed(run: EngineRun, error: unknown): void {
    const failure = error instanceof ClozeError ? error : faultError(error);
    // A crash on the way ends the run and is counted there.
    if (failure.code !== 'engine-crashed' && failure.code !== 'engine-closed') this.#fail(run, failure.detail);
  }

  #ended(run: EngineRun, reason: ClozeError): void {
    if (this.#run !== run || reason.code !== 'engine-crashed') return;
    this.#run = undefined;
    const { crashes, next } = afterCrash(this.#options.restartPolicy, this.#crashes, this.#options.clock.now());
    this.#crashes = crashes;
    this.#options.log('error', `${reason.message} Crashes within the window: ${crashes.length}.`);
    if (next.kind === 'restart') this.#notBefore = next.notBefore;
    const lifecycle: Lifecycle =
      next.kind === 'restart'
        ? { kind: 'stopped', because: 'crash' }
        : { kind: 'failed', error: crashedTooOften(this.#options.restartPolicy) };
    this.#setState({ lifecycle, status: this.#restingStatus() });
  }

  #fail(run: EngineRun, error: ErrorDetail): void {
    if (this.#run === run) void this.#stop({ kind: 'failed', error });
  }

  async #reset(): Promise<void> {
    this.#crashes = [];
    this.#notBefore = 0;
    await this.#stop({ kind: 'stopped', because: 'not-needed' });
  }

  async #stop(lifecycle: Lifecycle): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    this.#setState({ lifecycle, status: this.#restingStatus() });
    await run?.stop(lifecycle.kind === 'failed' ? new ClozeError(lifecycle.error) : closedError());
  }

  #setLifecycle(lifecycle: Lifecycle): void {
    this.#setState({ ...this.#state, lifecycle });
  }

  #setStatus(status: EngineStatus): void {
    this.#setState({ ...this.#state, status });
  }

  #setState(state: EngineState): void {
    const statusChanged = state.status !== this.#state.status;
    this.#state = state;
    if (statusChanged) this.#statusEmitter.fire(state.status);
    this.#stateEmitter.fire(state);
  }

  #restingStatus(): EngineStatus {
    const model = { role: 'causal', state: 'idle', model: this.#configuration.init.causalModel, bytes: 0 } as const;
    return { state: 'idle', models: [model], residentBytes: 0 };
  }
}
