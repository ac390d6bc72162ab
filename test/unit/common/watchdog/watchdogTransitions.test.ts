import { describe, expect, test } from 'vitest';
import {
  startWatch,
  watchStep,
  type Watch,
  type WatchEffect,
  type WatchEvent,
} from '../../../../src/common/watchdog/watchdogTransitions.js';

const policy = { startMs: 100, askAfterMs: 70, patienceMs: 20, misses: 2 };

const states = {
  new: { phase: 'new', requests: 0, missed: 0 },
  'new and with a request': { phase: 'new', requests: 1, missed: 0 },
  idle: { phase: 'heard', requests: 0, missed: 0 },
  'at work': { phase: 'heard', requests: 1, missed: 0 },
  asked: { phase: 'asked', requests: 0, missed: 0 },
  'asked before its work': { phase: 'asked', requests: 1, missed: 0 },
  'asked for the last time': { phase: 'asked', requests: 0, missed: 1 },
  gone: { phase: 'over', requests: 0, missed: 0 },
} satisfies Record<string, Watch>;

const askAfter: WatchEffect = { kind: 'schedule', delayMs: 70 };
const ask: readonly WatchEffect[] = [{ kind: 'schedule', delayMs: 20 }, { kind: 'ask' }];
const cancel: WatchEffect = { kind: 'cancel' };
const silent: WatchEffect = { kind: 'silent' };

/** A state, an event, what of the state changes, and what is done. */
type Row = [state: keyof typeof states, change: Partial<Watch>, effects: readonly WatchEffect[]];

const rows: Record<WatchEvent, readonly Row[]> = {
  'time is up': [
    ['new', { phase: 'over' }, [silent]],
    ['new and with a request', { phase: 'over' }, [silent]],
    ['idle', { phase: 'asked' }, ask],
    ['at work', { phase: 'asked' }, ask],
    ['asked', { missed: 1 }, ask],
    ['asked before its work', { missed: 1 }, ask],
    ['asked for the last time', { phase: 'over', missed: 2 }, [silent]],
    ['gone', {}, []],
  ],
  request: [
    ['new', { requests: 1 }, []],
    ['new and with a request', { requests: 2 }, []],
    ['idle', { phase: 'asked', requests: 1 }, ask],
    ['at work', { requests: 2 }, []],
    ['asked', { requests: 1 }, []],
    ['asked before its work', { requests: 2 }, []],
    ['asked for the last time', { requests: 1 }, []],
    ['gone', { requests: 1 }, []],
  ],
  answer: [
    ['new and with a request', { phase: 'heard', requests: 0 }, [askAfter]],
    ['at work', { requests: 0 }, [askAfter]],
    ['asked before its work', { phase: 'heard', requests: 0 }, [askAfter]],
  ],
  'sign of life': [
    ['new', { phase: 'heard' }, [askAfter]],
    ['new and with a request', { phase: 'heard' }, [cancel]],
    ['idle', {}, [askAfter]],
    ['at work', {}, [cancel]],
    ['asked', { phase: 'heard' }, [askAfter]],
    ['asked before its work', { phase: 'heard' }, [cancel]],
    ['asked for the last time', { phase: 'heard', missed: 0 }, [askAfter]],
    ['gone', {}, []],
  ],
  gone: [
    ['new', { phase: 'over' }, [cancel]],
    ['new and with a request', { phase: 'over' }, [cancel]],
    ['idle', { phase: 'over' }, [cancel]],
    ['at work', { phase: 'over' }, [cancel]],
    ['asked', { phase: 'over' }, [cancel]],
    ['asked before its work', { phase: 'over' }, [cancel]],
    ['asked for the last time', { phase: 'over' }, [cancel]],
    ['gone', {}, [cancel]],
  ],
};

test('a process that has just been started has a time to be heard', () => {
  expect(startWatch(policy)).toEqual({ watch: states.new, effects: [{ kind: 'schedule', delayMs: 100 }] });
});

describe.each(Object.entries(rows))('%s', (event, ofEvent) => {
  test.each(ofEvent)('of a process that is %s', (name, change, effects) => {
    expect(watchStep(policy, states[name], event as WatchEvent)).toEqual({ watch: { ...states[name], ...change }, effects });
  });
});
