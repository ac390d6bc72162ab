import { describe, expect, test } from 'vitest';
import { closedError, crashedTooOften } from '../../../src/backend/engineErrors.js';
import { idlePolicy } from '../../../src/backend/idlePolicy.js';
import { defaultRestartPolicy as policy } from '../../../src/backend/restartPolicy.js';
import {
  engineStateOf,
  refusal,
  restingSupervision,
  supervisorStep,
  type EngineConfiguration,
  type Phase,
  type Supervision,
  type SupervisorEffect,
  type SupervisorEvent,
  type SupervisorTimer,
} from '../../../src/backend/supervisorTransitions.js';
import { ClozeError } from '../../../src/common/clozeError.js';
import { initFor } from './startEngine.js';

const minute = 60_000;
const now = 10 * minute;
const configuration: EngineConfiguration = { init: initFor('m'), idle: idlePolicy(5), shared: false };
const error = { code: 'engine-failed-to-load', message: 'It cannot load.' } as const;

const off: Phase = { kind: 'off' };
const fresh: Phase = { kind: 'stopped', because: 'not-needed' };
const crashed: Phase = { kind: 'stopped', because: 'crash' };
const rested: Phase = { kind: 'stopped', because: 'idle' };
const waiting: Phase = { kind: 'waiting' };
const starting: Phase = { kind: 'starting' };
const running: Phase = { kind: 'running' };
const failed: Phase = { kind: 'failed', error };

const phases = { off, fresh, crashed, rested, waiting, starting, running, failed };

const expectRun: SupervisorEffect = { kind: 'expect run' };
const startRun: SupervisorEffect = { kind: 'start run', init: configuration.init };
const endRun: SupervisorEffect = { kind: 'end run', reason: closedError(), forAll: false };
const endForAll: SupervisorEffect = { ...endRun, forAll: true };
const endFailed: SupervisorEffect = { kind: 'end run', reason: new ClozeError(error), forAll: false };
const cancelBackOff: SupervisorEffect = { kind: 'cancel', timer: 'backOff' };
const rest: readonly SupervisorEffect[] = [
  { kind: 'schedule', timer: 'unload', delayMs: 5 * minute },
  { kind: 'schedule', timer: 'stop', delayMs: 15 * minute },
];
const noRest: readonly SupervisorEffect[] = [
  { kind: 'cancel', timer: 'unload' },
  { kind: 'cancel', timer: 'stop' },
];
const forget: readonly SupervisorEffect[] = [
  { kind: 'forget run' },
  { kind: 'log error', message: 'It has crashed. Crashes within the window: 1.' },
];

function supervision(phase: Phase, more: Partial<Supervision> = {}): Supervision {
  return { ...restingSupervision(configuration), phase, ...more };
}

/** In which phase, which phase follows, and what is done. */
type Row = [from: keyof typeof phases, to: Phase, effects: readonly SupervisorEffect[]];

function holds(event: SupervisorEvent, rows: readonly Row[], more: Partial<Supervision> = {}): void {
  test.each(rows)('%s', (from, to, effects) => {
    const step = supervisorStep(policy, supervision(phases[from], more), event);
    expect({ phase: step.state.phase, effects: step.effects }).toEqual({ phase: to, effects });
  });
}

/** The rows of the phases in which nothing changes and nothing is done. */
function nothingIn(...names: (keyof typeof phases)[]): Row[] {
  return names.map((name) => [name, phases[name], []]);
}

describe('Each timer in each state', () => {
  const timers: Record<SupervisorTimer, readonly Row[]> = {
    backOff: [...nothingIn('off', 'fresh', 'crashed', 'rested', 'starting', 'running', 'failed'), ['waiting', starting, [startRun]]],
    unload: [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'waiting', 'starting', 'failed'),
      ['running', running, [{ kind: 'free the model' }]],
    ],
    stop: [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
      ['waiting', rested, [cancelBackOff, endRun, ...noRest]],
      ['starting', rested, [endRun, ...noRest]],
      ['running', rested, [endRun, ...noRest]],
    ],
  };
  describe.each(Object.entries(timers))('%s', (timer, rows) => {
    holds({ kind: 'time is up', timer: timer as SupervisorTimer }, rows);
  });
});

describe('Idle time counts while there is a process and no call to it', () => {
  describe('the last call has ended', () => {
    holds(
      { kind: 'call ended' },
      [
        ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
        ['waiting', waiting, rest],
        ['starting', starting, rest],
        ['running', running, rest],
      ],
      { calls: 1 },
    );
  });

  describe('one call of two has ended', () => {
    holds({ kind: 'call ended' }, nothingIn('off', 'fresh', 'crashed', 'rested', 'waiting', 'starting', 'running', 'failed'), { calls: 2 });
  });

  describe('another setting', () => {
    holds({ kind: 'configure', configuration: { ...configuration, idle: idlePolicy(0), shared: false } }, [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
      ['waiting', waiting, noRest],
      ['starting', starting, noRest],
      ['running', running, noRest],
    ]);
  });

  describe('another setting during a call', () => {
    holds(
      { kind: 'configure', configuration: { ...configuration, idle: idlePolicy(1), shared: false } },
      nothingIn('running', 'starting', 'waiting'),
      {
        calls: 1,
      },
    );
  });
});

describe('What a call and a start do', () => {
  describe('a call', () => {
    holds({ kind: 'call', now }, [
      ...nothingIn('off', 'failed'),
      ['fresh', starting, [expectRun, startRun]],
      ['crashed', starting, [expectRun, startRun]],
      ['rested', starting, [expectRun, startRun]],
      ['waiting', waiting, noRest],
      ['starting', starting, noRest],
      ['running', running, noRest],
    ]);
  });

  describe('a call before the back-off is over', () => {
    holds({ kind: 'call', now }, [['crashed', waiting, [expectRun, { kind: 'schedule', timer: 'backOff', delayMs: 5_000 }]]], {
      notBefore: now + 5_000,
    });
  });

  describe('a start without a call', () => {
    holds({ kind: 'start', now }, [
      ...nothingIn('off', 'failed', 'waiting', 'starting', 'running'),
      ['fresh', starting, [expectRun, startRun, ...rest]],
    ]);
  });

  describe('a process that is ready', () => {
    holds({ kind: 'ready' }, [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'waiting', 'running', 'failed'),
      ['starting', running, []],
    ]);
  });
});

describe('What ends a process', () => {
  describe('a crash', () => {
    holds({ kind: 'crashed', reason: { code: 'engine-crashed', message: 'It has crashed.' }, now }, [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
      ['starting', crashed, [...forget, ...noRest]],
      ['running', crashed, [...forget, ...noRest]],
    ]);
  });

  test('the last crash of too many', () => {
    const before = supervision(running, { calls: 1, crashes: [now - 3, now - 2, now - 1] });
    const { state } = supervisorStep(policy, before, { kind: 'crashed', reason: { code: 'engine-crashed', message: '' }, now });
    expect(state.phase).toEqual({ kind: 'failed', error: crashedTooOften(policy) });
  });

  describe('a failure that every call would meet', () => {
    holds({ kind: 'failed', error }, [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
      ['waiting', failed, [cancelBackOff, endFailed, ...noRest]],
      ['starting', failed, [endFailed, ...noRest]],
      ['running', failed, [endFailed, ...noRest]],
    ]);
  });

  describe('another model', () => {
    holds({ kind: 'configure', configuration: { ...configuration, init: initFor('other') } }, [
      ['off', off, []],
      ['fresh', fresh, []],
      ['crashed', fresh, []],
      ['rested', fresh, []],
      ['failed', fresh, []],
      ['waiting', fresh, [cancelBackOff, endRun, ...noRest]],
      ['starting', fresh, [endRun, ...noRest]],
      ['running', fresh, [endRun, ...noRest]],
    ]);
  });

  describe('off', () => {
    holds({ kind: 'switch off' }, [
      ['off', off, []],
      ['fresh', off, []],
      ['crashed', off, []],
      ['rested', off, []],
      ['failed', off, []],
      ['waiting', off, [cancelBackOff, endRun, ...noRest]],
      ['starting', off, [endRun, ...noRest]],
      ['running', off, [endRun, ...noRest]],
    ]);
  });

  describe('on', () => {
    holds({ kind: 'switch on' }, [
      ...nothingIn('fresh', 'crashed', 'rested', 'waiting', 'starting', 'running', 'failed'),
      ['off', fresh, []],
    ]);
  });

  describe('a stop', () => {
    holds({ kind: 'stop' }, [...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'), ['running', fresh, [endForAll, ...noRest]]]);
  });

  describe('a restart by the writer', () => {
    holds({ kind: 'reset' }, [
      ...nothingIn('off'),
      ['failed', fresh, []],
      ['crashed', fresh, []],
      ['running', fresh, [endForAll, ...noRest]],
    ]);
  });

  describe('an end that another window’s writer asked for', () => {
    holds({ kind: 'ended' }, [
      ...nothingIn('off', 'fresh', 'crashed', 'rested', 'failed'),
      ['starting', fresh, [{ kind: 'forget run' }, ...noRest]],
      ['running', fresh, [{ kind: 'forget run' }, ...noRest]],
    ]);
  });

  describe('a wish to share, or not to', () => {
    holds({ kind: 'configure', configuration: { ...configuration, shared: true } }, [
      ['off', off, []],
      ['fresh', fresh, []],
      ['running', fresh, [endRun, ...noRest]],
    ]);
  });
});

test('whether others use the process is known while there is one', () => {
  const told = supervisorStep(policy, supervision(running), { kind: 'told sharing', sharing: { kind: 'shared', clients: 2 } }).state;
  expect(engineStateOf(told).sharing).toEqual({ kind: 'shared', clients: 2 });
  expect(engineStateOf(supervisorStep(policy, told, { kind: 'switch off' }).state).sharing).toBeUndefined();
  expect(supervisorStep(policy, supervision(off), { kind: 'told sharing', sharing: { kind: 'own' } }).state.sharing).toBeUndefined();
});

test.each([
  ['off', off, 'engine-closed'],
  ['failed', failed, 'engine-failed-to-load'],
  ['stopped', fresh, undefined],
  ['running', running, undefined],
])('a call to an engine that is %s is refused or not', (_, phase, code) => {
  expect(refusal(supervision(phase))?.code).toBe(code);
});

test('what waits for its start is told as starting', () => {
  expect(engineStateOf(supervision(waiting)).lifecycle).toEqual(starting);
});
