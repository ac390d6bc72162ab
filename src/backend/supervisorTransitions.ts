import { ClozeError, type ErrorDetail } from '../common/clozeError.js';
import type { EngineInit, EngineStatus } from '../common/methods/lifecycle.js';
import { closedError, crashedTooOften, offError } from './engineErrors.js';
import type { EngineState, Lifecycle } from './engineState.js';
import type { IdlePolicy } from './idlePolicy.js';
import { afterCrash, type RestartPolicy } from './restartPolicy.js';
import type { Sharing } from './sharing.js';

export interface EngineConfiguration {
  readonly init: EngineInit;
  readonly idle: IdlePolicy;
  /** Whether other windows may use the same process. */
  readonly shared: boolean;
}

/** A lifecycle, where the time before a start after a crash is one of its own. There is a run while it waits, starts or runs. */
export type Phase = Lifecycle | { readonly kind: 'waiting' };

/** All that is known about the engine's process, and all that decides what happens to it. */
export interface Supervision {
  readonly phase: Phase;
  /** What the engine last said about itself. */
  readonly status: EngineStatus;
  /** Whether others use the process; none while there is none. */
  readonly sharing: Sharing | undefined;
  readonly configuration: EngineConfiguration;
  /** Calls that have not ended. */
  readonly calls: number;
  /** Times of the latest crashes. */
  readonly crashes: readonly number[];
  /** The earliest time of the next start. */
  readonly notBefore: number;
}

/** `backOff` runs until a start after a crash; the others run while there is a process without a call. */
export type SupervisorTimer = 'backOff' | 'unload' | 'stop';

/** Times are in milliseconds on the clock of the timers. News of a run that is no longer the current one is no event. */
export type SupervisorEvent =
  | { readonly kind: 'call'; readonly now: number }
  | { readonly kind: 'call ended' }
  /** A start without a call. */
  | { readonly kind: 'start'; readonly now: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'told status'; readonly status: EngineStatus }
  | { readonly kind: 'told sharing'; readonly sharing: Sharing }
  /** Another client had the process end, for its user. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'crashed'; readonly reason: ErrorDetail; readonly now: number }
  /** It cannot start, or said that no call can succeed. */
  | { readonly kind: 'failed'; readonly error: ErrorDetail }
  | { readonly kind: 'configure'; readonly configuration: EngineConfiguration }
  | { readonly kind: 'switch on' }
  | { readonly kind: 'switch off' }
  /** Failures and crashes are forgotten, and the process ends. */
  | { readonly kind: 'reset' }
  /** The process ends, if there is one. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'time is up'; readonly timer: SupervisorTimer };

export type SupervisorEffect =
  /** Makes a run, which calls can wait for. */
  | { readonly kind: 'expect run' }
  /** Starts the process of the run. */
  | { readonly kind: 'start run'; readonly init: EngineInit }
  /** Ends the run and the calls to it; where others use the process too, it goes on for them unless it is to end for all. */
  | { readonly kind: 'end run'; readonly reason: ClozeError; readonly forAll: boolean }
  /** The run is no more; its process has ended by itself. */
  | { readonly kind: 'forget run' }
  | { readonly kind: 'free the model' }
  | { readonly kind: 'log error'; readonly message: string }
  | { readonly kind: 'schedule'; readonly timer: SupervisorTimer; readonly delayMs: number }
  | { readonly kind: 'cancel'; readonly timer: SupervisorTimer };

export interface SupervisorStep {
  readonly state: Supervision;
  readonly effects: readonly SupervisorEffect[];
}

/** Before the first call. */
export function restingSupervision(configuration: EngineConfiguration): Supervision {
  return {
    phase: { kind: 'stopped', because: 'not-needed' },
    status: restingStatus(configuration),
    sharing: undefined,
    configuration,
    calls: 0,
    crashes: [],
    notBefore: 0,
  };
}

/** What the editor is told. */
export function engineStateOf({ phase, status, sharing }: Supervision): EngineState {
  return { lifecycle: phase.kind === 'waiting' ? { kind: 'starting' } : phase, status, ...(sharing !== undefined && { sharing }) };
}

/** Why a call cannot be made; none if it can. */
export function refusal({ phase }: Supervision): ClozeError | undefined {
  if (phase.kind === 'off') return offError();
  return phase.kind === 'failed' ? new ClozeError(phase.error) : undefined;
}

/** What follows from an event. The timers of idle time follow from the states before and after it, whatever the event is. */
export function supervisorStep(policy: RestartPolicy, before: Supervision, event: SupervisorEvent): SupervisorStep {
  const { state, effects } = transition(policy, before, event);
  return { state, effects: [...effects, ...idleTimers(before, state)] };
}

function transition(policy: RestartPolicy, state: Supervision, event: SupervisorEvent): SupervisorStep {
  const kind = state.phase.kind;
  switch (event.kind) {
    case 'call':
      return begin({ ...state, calls: state.calls + 1 }, event.now);
    case 'call ended':
      return still({ ...state, calls: state.calls - 1 });
    case 'start':
      return begin(state, event.now);
    case 'ready':
      return still(kind === 'starting' ? { ...state, phase: { kind: 'running' } } : state);
    case 'told status':
      return still(hasRun(state) ? { ...state, status: event.status } : state);
    case 'told sharing':
      return still(hasRun(state) ? { ...state, sharing: event.sharing } : state);
    case 'ended':
      return hasRun(state)
        ? { state: withoutRun(state, { kind: 'stopped', because: 'not-needed' }), effects: [{ kind: 'forget run' }] }
        : still(state);
    case 'crashed':
      return hasRun(state) ? crash(policy, state, event.reason, event.now) : still(state);
    case 'failed':
      return hasRun(state) ? end(state, { kind: 'failed', error: event.error }) : still(state);
    case 'configure': {
      const next = { ...state, configuration: event.configuration };
      const isSame = processOf(event.configuration) === processOf(state.configuration);
      return isSame || kind === 'off' ? still(next) : reset(next, false);
    }
    case 'switch on':
      return kind === 'off' ? reset(state, false) : still(state);
    case 'switch off':
      return kind === 'off' ? still(state) : end(state, { kind: 'off' });
    case 'reset':
      return kind === 'off' ? still(state) : reset(state, true);
    case 'stop':
      return hasRun(state) ? reset(state, true) : still(state);
    case 'time is up':
      return timeIsUp(state, event.timer);
  }
}

function timeIsUp(state: Supervision, timer: SupervisorTimer): SupervisorStep {
  const kind = state.phase.kind;
  switch (timer) {
    case 'backOff':
      return kind === 'waiting' ? { state: { ...state, phase: { kind: 'starting' } }, effects: [start(state)] } : still(state);
    case 'unload':
      return { state, effects: kind === 'running' ? [{ kind: 'free the model' }] : [] };
    case 'stop':
      return hasRun(state) ? end(state, { kind: 'stopped', because: 'idle' }) : still(state);
  }
}

/** A process starts, now or once the back-off is over, unless there is one or there must be none. */
function begin(state: Supervision, now: number): SupervisorStep {
  if (state.phase.kind !== 'stopped') return still(state);
  const delayMs = state.notBefore - now;
  return delayMs > 0
    ? {
        state: { ...state, phase: { kind: 'waiting' } },
        effects: [{ kind: 'expect run' }, { kind: 'schedule', timer: 'backOff', delayMs }],
      }
    : { state: { ...state, phase: { kind: 'starting' } }, effects: [{ kind: 'expect run' }, start(state)] };
}

function crash(policy: RestartPolicy, state: Supervision, reason: ErrorDetail, now: number): SupervisorStep {
  const { crashes, next } = afterCrash(policy, state.crashes, now);
  return {
    state: {
      ...withoutRun(
        state,
        next.kind === 'restart' ? { kind: 'stopped', because: 'crash' } : { kind: 'failed', error: crashedTooOften(policy) },
      ),
      crashes,
      notBefore: next.kind === 'restart' ? next.notBefore : state.notBefore,
    },
    effects: [{ kind: 'forget run' }, { kind: 'log error', message: `${reason.message} Crashes within the window: ${crashes.length}.` }],
  };
}

function reset(state: Supervision, forAll: boolean): SupervisorStep {
  return end({ ...state, crashes: [], notBefore: 0 }, { kind: 'stopped', because: 'not-needed' }, forAll);
}

function end(state: Supervision, phase: Lifecycle, forAll = false): SupervisorStep {
  const reason = phase.kind === 'failed' ? new ClozeError(phase.error) : closedError();
  const effects: SupervisorEffect[] = [];
  if (state.phase.kind === 'waiting') effects.push({ kind: 'cancel', timer: 'backOff' });
  if (hasRun(state)) effects.push({ kind: 'end run', reason, forAll });
  return { state: withoutRun(state, phase), effects };
}

function withoutRun(state: Supervision, phase: Lifecycle): Supervision {
  return { ...state, phase, status: restingStatus(state.configuration), sharing: undefined };
}

/** What a process is started with. */
function processOf({ init, shared }: EngineConfiguration): string {
  return JSON.stringify([init, shared]);
}

/** Idle time is only counted while there is a process to rest, from its last call or its start; another policy begins it again. */
function idleTimers(before: Supervision, after: Supervision): SupervisorEffect[] {
  if (isIdle(before) === isIdle(after) && before.configuration === after.configuration) return [];
  const cancelled: SupervisorEffect[] = isIdle(before) ? idleTimerNames.map((timer) => ({ kind: 'cancel', timer })) : [];
  return isIdle(after) ? [...cancelled, ...scheduled(after.configuration.idle)] : cancelled;
}

const idleTimerNames = ['unload', 'stop'] as const;

function scheduled({ unloadAfterMs, stopAfterMs }: IdlePolicy): SupervisorEffect[] {
  const timers = [
    { kind: 'schedule', timer: 'unload', delayMs: unloadAfterMs },
    { kind: 'schedule', timer: 'stop', delayMs: stopAfterMs },
  ] as const;
  return timers.filter(({ delayMs }) => delayMs < Infinity);
}

function isIdle(state: Supervision): boolean {
  return hasRun(state) && state.calls === 0;
}

function hasRun({ phase: { kind } }: Supervision): boolean {
  return kind === 'waiting' || kind === 'starting' || kind === 'running';
}

function start({ configuration }: Supervision): SupervisorEffect {
  return { kind: 'start run', init: configuration.init };
}

function still(state: Supervision): SupervisorStep {
  return { state, effects: [] };
}

function restingStatus({ init }: EngineConfiguration): EngineStatus {
  return { state: 'idle', models: [{ role: 'causal', state: 'idle', model: init.causalModel, bytes: 0 }], residentBytes: 0 };
}
