/** When a process that says nothing counts as hung. Times are in milliseconds. */
export interface WatchdogPolicy {
  /** How long it may take from the start to the first sign of life. */
  readonly startMs: number;
  /** How long after the last sign of life an idle process is asked for another. */
  readonly askAfterMs: number;
  /** How long it may take to answer. */
  readonly patienceMs: number;
  /** How many questions in a row may go unanswered. More than one, since after the computer's sleep the first answer may be late. */
  readonly misses: number;
}

/** What is known of the process: whether it is still to be heard for the first time, was heard, was asked, or is no longer watched. */
export interface Watch {
  readonly phase: 'new' | 'heard' | 'asked' | 'over';
  /** Requests that the process has not answered yet. */
  readonly requests: number;
  /** Questions in a row that it has not answered. */
  readonly missed: number;
}

export type WatchEvent = 'request' | 'answer' | 'sign of life' | 'time is up' | 'gone';

export type WatchEffect =
  /** Starts the timer, in place of the one that runs. Its end is the event `time is up`. */
  | { readonly kind: 'schedule'; readonly delayMs: number }
  | { readonly kind: 'cancel' }
  /** Asks for a sign of life. */
  | { readonly kind: 'ask' }
  /** Says that the process hangs. */
  | { readonly kind: 'silent' };

export interface WatchStep {
  readonly watch: Watch;
  readonly effects: readonly WatchEffect[];
}

/** The watch over a process that has just been started. */
export function startWatch(policy: WatchdogPolicy): WatchStep {
  return { watch: { phase: 'new', requests: 0, missed: 0 }, effects: [{ kind: 'schedule', delayMs: policy.startMs }] };
}

/** What follows from an event. */
export function watchStep(policy: WatchdogPolicy, watch: Watch, event: WatchEvent): WatchStep {
  switch (event) {
    case 'request': {
      const { watch: asked, effects } = watch.phase === 'heard' && watch.requests === 0 ? ask(policy, watch, 0) : unchanged(watch);
      return { watch: { ...asked, requests: watch.requests + 1 }, effects };
    }
    case 'answer':
      return heard(policy, { ...watch, requests: watch.requests - 1 });
    case 'sign of life':
      return heard(policy, watch);
    case 'time is up':
      return timeIsUp(policy, watch);
    case 'gone':
      return { watch: { ...watch, phase: 'over' }, effects: [{ kind: 'cancel' }] };
  }
}

function heard(policy: WatchdogPolicy, watch: Watch): WatchStep {
  if (watch.phase === 'over') return unchanged(watch);
  const timer: WatchEffect = watch.requests === 0 ? { kind: 'schedule', delayMs: policy.askAfterMs } : { kind: 'cancel' };
  return { watch: { ...watch, phase: 'heard', missed: 0 }, effects: [timer] };
}

function timeIsUp(policy: WatchdogPolicy, watch: Watch): WatchStep {
  switch (watch.phase) {
    case 'over':
      return unchanged(watch);
    case 'heard':
      return ask(policy, watch, 0);
    case 'asked': {
      const missed = watch.missed + 1;
      return missed < policy.misses ? ask(policy, watch, missed) : end({ ...watch, missed });
    }
    case 'new':
      return end(watch);
  }
}

function ask(policy: WatchdogPolicy, watch: Watch, missed: number): WatchStep {
  return { watch: { ...watch, phase: 'asked', missed }, effects: [{ kind: 'schedule', delayMs: policy.patienceMs }, { kind: 'ask' }] };
}

function end(watch: Watch): WatchStep {
  return { watch: { ...watch, phase: 'over' }, effects: [{ kind: 'silent' }] };
}

function unchanged(watch: Watch): WatchStep {
  return { watch, effects: [] };
}
