import type { CancellationToken } from '../common/cancellation.js';
import type { Clock } from '../common/clock.js';
import { ClozeError, type ErrorCode } from '../common/clozeError.js';
import type { Disposable } from '../common/disposable.js';
import { internalError } from '../common/internalError.js';
import { Emitter } from '../common/emitter.js';
import type { EngineApi, EngineServices } from '../common/engineApi.js';
import { engineMethods } from '../common/engineMethods.js';
import type { EngineStatus } from '../common/methods/lifecycle.js';
import { type Dispatch, invoke, methodsOf } from '../common/methods/method.js';
import { type TableApi, tableMethods } from '../common/methods/tables.js';
import { closedError, offError } from './engineErrors.js';
import type { EngineLog } from './engineLog.js';
import { EngineRun, type StartedEngine } from './engineRun.js';
import type { EngineState } from './engineState.js';
import { PendingCalls } from './pendingCalls.js';
import type { RestartPolicy } from './restartPolicy.js';
import {
  engineStateOf,
  refusal,
  restingSupervision,
  supervisorStep,
  type EngineConfiguration,
  type Supervision,
  type SupervisorEffect,
  type SupervisorEvent,
  type SupervisorTimer,
} from './supervisorTransitions.js';

export interface SupervisorOptions {
  /** Starts a process. Asynchronous so that what starts it is only loaded when it is needed. */
  readonly launch: (configuration: EngineConfiguration) => Promise<StartedEngine>;
  readonly configuration: EngineConfiguration;
  readonly restartPolicy: RestartPolicy;
  readonly clock: Clock;
  readonly log: EngineLog;
}

/** Failures that every later call would meet again. One model that cannot be used leaves the others to work. */
const lasting: ReadonlySet<ErrorCode> = new Set(['engine-failed-to-load']);

/**
 * The engine as the editor sees it: its process starts with the first call, starts again after a crash by a stated
 * policy, frees its memory when it is not used, and does not exist while Cloze is off. What follows from what is in
 * `supervisorStep`; this performs it.
 */
export class EngineSupervisor implements Disposable {
  readonly engine: EngineApi;
  readonly tables: TableApi;
  readonly #options: SupervisorOptions;
  readonly #timers = new Map<SupervisorTimer, Disposable>();
  readonly #stateEmitter = new Emitter<EngineState>();
  readonly #statusEmitter = new Emitter<EngineStatus>();
  #supervision: Supervision;
  #state: EngineState;
  #run: EngineRun | undefined;
  #isFocused = false;

  readonly onDidChangeState = this.#stateEmitter.event;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#supervision = restingSupervision(options.configuration);
    this.#state = engineStateOf(this.#supervision);
    this.engine = {
      ...methodsOf(engineMethods, (...call) => this.#call(...call)),
      onDidChangeStatus: this.#statusEmitter.event,
    };
    this.tables = methodsOf(tableMethods, (...call) => this.#use(({ tables }) => invoke(tables, tableMethods, ...call), call[2]));
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Uses other settings from now on. A process that was started with others ends; the next call starts a new one. */
  async configure(configuration: EngineConfiguration): Promise<void> {
    await this.#dispatch({ kind: 'configure', configuration });
  }

  /** Off ends the process, and calls reject until it is on again. */
  async setEnabled(enabled: boolean): Promise<void> {
    await this.#dispatch({ kind: enabled ? 'switch on' : 'switch off' });
  }

  /** Forgets failures and crashes and starts a new process now, also for other windows that use it. Rejects if that fails. */
  async restart(): Promise<void> {
    if (this.#supervision.phase.kind === 'off') throw offError();
    await this.#dispatch({ kind: 'reset' });
    await this.#begin('start')?.ready;
  }

  /** Says whether the writer is in this window; where several share a process, that one comes first. */
  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
    if (isFocused) void this.#run?.focus();
  }

  /** Ends the process, if there is one, also for other windows that use it. The next call starts a new one. */
  async stop(): Promise<void> {
    await this.#dispatch({ kind: 'stop' });
  }

  dispose(): void {
    this.#stateEmitter.dispose();
    this.#statusEmitter.dispose();
    void this.#dispatch({ kind: 'switch off' });
  }

  /** Status and memory are those of a process that runs; to ask for them starts none. */
  async #call(...call: Parameters<Dispatch>): Promise<unknown> {
    const [name, , token] = call;
    if (name !== 'status' && name !== 'unload') return this.#use(({ engine }) => invoke(engine, engineMethods, ...call), token);
    if (this.#state.lifecycle.kind === 'running' && this.#run !== undefined) return (await this.#run.ready).engine[name]();
    return name === 'status' ? this.#state.status : null;
  }

  async #use<T>(work: (services: EngineServices) => Promise<T>, token?: CancellationToken): Promise<T> {
    const run = this.#begin('call');
    try {
      // A listener that was told of the start may have ended it at once.
      if (run === undefined) throw closedError();
      const services = await new PendingCalls().track(() => run.ready, token);
      return await work(services);
    } catch (error) {
      if (run !== undefined && error instanceof ClozeError && lasting.has(error.code)) {
        this.#dispatchFor(run, { kind: 'failed', error: error.detail });
      }
      throw error;
    } finally {
      void this.#dispatch({ kind: 'call ended' });
    }
  }

  /** The run that the call or the start is to wait for. Throws if there must be none. */
  #begin(kind: 'call' | 'start'): EngineRun | undefined {
    const refused = refusal(this.#supervision);
    if (refused !== undefined) throw refused;
    void this.#dispatch({ kind, now: this.#options.clock.now() });
    return this.#run;
  }

  /** Resolves once the process that the event ends, if any, has ended. */
  async #dispatch(event: SupervisorEvent): Promise<void> {
    const { state, effects } = supervisorStep(this.#options.restartPolicy, this.#supervision, event);
    const { phase, status, sharing } = this.#supervision;
    this.#supervision = state;
    const performed = effects.map((effect) => this.#perform(effect));
    if (phase !== state.phase || status !== state.status || sharing !== state.sharing) this.#tell(status !== state.status);
    await Promise.all(performed);
  }

  /** What is heard of a run that is no longer the current one is no event. */
  #dispatchFor(run: EngineRun, event: SupervisorEvent): void {
    if (this.#run === run) void this.#dispatch(event);
  }

  #tell(isStatusNew: boolean): void {
    const state = engineStateOf(this.#supervision);
    this.#state = state;
    if (isStatusNew) this.#statusEmitter.fire(state.status);
    this.#stateEmitter.fire(state);
  }

  async #perform(effect: SupervisorEffect): Promise<void> {
    switch (effect.kind) {
      case 'expect run':
        this.#run = this.#newRun();
        return;
      case 'start run':
        this.#run?.start(effect.init);
        return;
      case 'end run': {
        const run = this.#run;
        this.#run = undefined;
        return run?.stop(effect.reason, effect.forAll);
      }
      case 'forget run':
        this.#run = undefined;
        return;
      case 'free the model':
        return this.#run?.rest().catch((error: unknown) => this.#options.log('warn', `The model was not freed: ${String(error)}`));
      case 'log error':
        this.#options.log('error', effect.message);
        return;
      case 'schedule':
        this.#cancel(effect.timer);
        this.#timers.set(
          effect.timer,
          this.#options.clock.schedule(effect.delayMs, () => this.#timeIsUp(effect.timer)),
        );
        return;
      case 'cancel':
        this.#cancel(effect.timer);
        return;
    }
  }

  #newRun(): EngineRun {
    const launch = async (): Promise<StartedEngine> => {
      const started = await this.#options.launch(this.#supervision.configuration);
      started.client.engine.onDidChangeStatus((status) => this.#dispatchFor(run, { kind: 'told status', status }));
      started.onDidChangeSharing?.((sharing) => this.#dispatchFor(run, { kind: 'told sharing', sharing }));
      this.#dispatchFor(run, { kind: 'told sharing', sharing: started.sharing });
      if (this.#isFocused) started.focus();
      return started;
    };
    const run = new EngineRun(launch);
    void run.ready.then(
      () => this.#dispatchFor(run, { kind: 'ready' }),
      (error: unknown) => this.#startFailed(run, error),
    );
    void run.ended.then((reason) => this.#ended(run, reason));
    return run;
  }

  #startFailed(run: EngineRun, error: unknown): void {
    const failure = error instanceof ClozeError ? error : internalError(error);
    // A crash on the way ends the run and is counted there.
    if (failure.code !== 'engine-crashed' && failure.code !== 'engine-closed') {
      this.#dispatchFor(run, { kind: 'failed', error: failure.detail });
    }
  }

  #ended(run: EngineRun, { code, detail }: ClozeError): void {
    if (code === 'engine-closed') this.#dispatchFor(run, { kind: 'ended' });
    if (code === 'engine-crashed') this.#dispatchFor(run, { kind: 'crashed', reason: detail, now: this.#options.clock.now() });
  }

  #timeIsUp(timer: SupervisorTimer): void {
    this.#cancel(timer);
    void this.#dispatch({ kind: 'time is up', timer });
  }

  #cancel(timer: SupervisorTimer): void {
    this.#timers.get(timer)?.dispose();
    this.#timers.delete(timer);
  }
}
