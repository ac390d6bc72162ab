import { afterEach, describe, expect, test } from 'vitest';
import type { EngineProcess } from '../../../src/backend/engineProcess.js';
import { EngineSupervisor } from '../../../src/backend/engineSupervisor.js';
import { idlePolicy } from '../../../src/backend/idlePolicy.js';
import { defaultRestartPolicy } from '../../../src/backend/restartPolicy.js';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { FakeClock } from '../../util/fakeClock.js';
import { codeOf, initFor, isAlive, requestTo, startEngine } from './startEngine.js';

const minute = 60_000;

interface Setup {
  readonly clock: FakeClock;
  readonly supervisor: EngineSupervisor;
  /** Every process that was started, in order. */
  readonly started: EngineProcess[];
  /** Kinds of lifecycle that were told, in order. */
  readonly seen: string[];
}

const setups: Setup[] = [];

function setUp(model = 'm', idleMinutes = 5): Setup {
  const clock = new FakeClock();
  const started: EngineProcess[] = [];
  const seen: string[] = [];
  const supervisor = new EngineSupervisor({
    launch: () => {
      const engine = startEngine();
      started.push(engine);
      return Promise.resolve(engine);
    },
    configuration: { init: initFor(model), idle: idlePolicy(idleMinutes), shared: false },
    restartPolicy: defaultRestartPolicy,
    clock,
    log: () => undefined,
  });
  supervisor.onDidChangeState(({ lifecycle }) => lifecycle.kind !== seen.at(-1) && seen.push(lifecycle.kind));
  const setup = { clock, supervisor, started, seen };
  setups.push(setup);
  return setup;
}

afterEach(async () => {
  for (const { supervisor, started } of setups.splice(0)) {
    supervisor.dispose();
    await Promise.all(started.map(({ ended }) => ended));
  }
});

const crash = (supervisor: EngineSupervisor): Promise<string> => codeOf(supervisor.engine.complete(requestTo('crash')));
async function failFor({ supervisor }: Setup): Promise<void> {
  await supervisor.configure({ init: initFor('fail-to-load'), idle: idlePolicy(5), shared: false });
  await use(supervisor);
}

const use = (supervisor: EngineSupervisor): Promise<string> => codeOf(supervisor.engine.complete(requestTo('text')));

describe('The engine starts when it is needed', () => {
  test('nothing runs before the first request, nor for a question about the status', async () => {
    const { supervisor, started } = setUp();
    expect(await supervisor.engine.status()).toMatchObject({ state: 'idle', models: [{ role: 'causal', model: 'm' }] });
    await supervisor.engine.unload();
    expect(started).toEqual([]);
  });

  test('requests at the same time share one process', async () => {
    const { supervisor, started, seen } = setUp();
    expect(await Promise.all([use(supervisor), use(supervisor)])).toEqual(['resolved', 'resolved']);
    expect(started).toHaveLength(1);
    expect(seen).toEqual(['starting', 'running']);
  });

  test('a cancel ends a request while the engine starts, and the start goes on', async () => {
    const { supervisor, started } = setUp();
    const source = new CancellationSource();
    const pending = codeOf(supervisor.engine.complete(requestTo('text'), source.token));
    source.cancel();
    expect(await pending).toBe('cancelled');
    expect(await use(supervisor)).toBe('resolved');
    expect(started).toHaveLength(1);
  });
});

describe('A crash costs the requests under way, not the next ones', () => {
  test('the next request works again', async () => {
    const { supervisor, started } = setUp();
    expect(await crash(supervisor)).toBe('engine-crashed');
    expect(supervisor.state.lifecycle).toEqual({ kind: 'stopped', because: 'crash' });
    expect(await use(supervisor)).toBe('resolved');
    expect(started).toHaveLength(2);
  });

  test('after a second crash the start waits for the back-off', async () => {
    const { supervisor, started, clock } = setUp();
    await crash(supervisor);
    await crash(supervisor);
    const next = use(supervisor);
    await clock.advance(999);
    expect(started).toHaveLength(2);
    await clock.advance(1);
    expect(await next).toBe('resolved');
    expect(started).toHaveLength(3);
  });

  test('the fourth crash in three minutes is the last; a restart by the writer works', async () => {
    const { supervisor, started, clock } = setUp();
    for (let crashes = 0; crashes < 4; crashes += 1) {
      const crashed = crash(supervisor);
      await clock.advance(5_000);
      await crashed;
    }
    expect(supervisor.state.lifecycle).toMatchObject({ kind: 'failed', error: { action: 'restart-engine' } });
    expect(await use(supervisor)).toBe('engine-crashed');
    expect(started).toHaveLength(4);
    await supervisor.restart();
    expect(await use(supervisor)).toBe('resolved');
  });

  test('a process that dies at its start counts as a crash', async () => {
    const { supervisor, clock } = setUp('crash-on-start');
    for (let crashes = 0; crashes < 4; crashes += 1) {
      const crashed = use(supervisor);
      await clock.advance(5_000);
      expect(await crashed).toBe('engine-crashed');
    }
    expect(supervisor.state.lifecycle.kind).toBe('failed');
  });
});

describe('A failure that would come again is reported once, not met on each key', () => {
  test('an engine that cannot load is not started again', async () => {
    const { supervisor, started } = setUp('fail-to-load');
    expect(await use(supervisor)).toBe('engine-failed-to-load');
    expect(await use(supervisor)).toBe('engine-failed-to-load');
    expect(started).toHaveLength(1);
    expect(supervisor.state.lifecycle).toMatchObject({ kind: 'failed', error: { message: 'It fails with engine-failed-to-load.' } });
  });

  test('one model that cannot be read leaves the others to work', async () => {
    const { supervisor, started } = setUp();
    expect(await codeOf(supervisor.engine.complete(requestTo('fail model-invalid')))).toBe('model-invalid');
    expect(supervisor.state.lifecycle.kind).toBe('running');
    expect(await use(supervisor)).toBe('resolved');
    expect(started).toHaveLength(1);
  });

  test('a bad request is the fault of one request only', async () => {
    const { supervisor } = setUp();
    expect(await codeOf(supervisor.engine.complete(requestTo('fail bad-request')))).toBe('bad-request');
    expect(supervisor.state.lifecycle.kind).toBe('running');
  });

  test('another model is tried at the next request', async () => {
    const { supervisor } = setUp('fail-to-load');
    await use(supervisor);
    await supervisor.configure({ init: initFor('m'), idle: idlePolicy(5), shared: false });
    expect(await use(supervisor)).toBe('resolved');
  });
});

describe('Settings take effect', () => {
  test('another model ends the process; the next request starts one with it', async () => {
    const { supervisor, started } = setUp();
    await use(supervisor);
    await supervisor.configure({ init: initFor('other'), idle: idlePolicy(5), shared: false });
    const { usage } = await supervisor.engine.complete(requestTo('text'));
    expect([usage.model, started.length]).toEqual(['other', 2]);
  });

  test('the same settings leave the process alone', async () => {
    const { supervisor, started } = setUp();
    await use(supervisor);
    await supervisor.configure({ init: initFor('m'), idle: idlePolicy(9), shared: false });
    await use(supervisor);
    expect(started).toHaveLength(1);
  });

  test('off ends the process and lets nothing start one', async () => {
    const { supervisor, started } = setUp();
    await use(supervisor);
    const pid = started[0]?.pid ?? 0;
    await supervisor.setEnabled(false);
    expect(isAlive(pid)).toBe(false);
    expect(await use(supervisor)).toBe('engine-closed');
    await expect(supervisor.restart()).rejects.toThrow('Cloze is off');
    await supervisor.configure({ init: initFor('other'), idle: idlePolicy(5), shared: false });
    expect(supervisor.state.lifecycle.kind).toBe('off');
    await supervisor.setEnabled(true);
    expect(await use(supervisor)).toBe('resolved');
  });

  test('off while it restarts lets nothing start', async () => {
    const { supervisor, started } = setUp();
    await use(supervisor);
    const restarted = codeOf(supervisor.restart());
    await supervisor.setEnabled(false);
    expect(await restarted).toBe('engine-closed');
    expect([supervisor.state.lifecycle.kind, started.length]).toEqual(['off', 1]);
  });

  test('off while it waits to start again ends the wait', async () => {
    const { supervisor, started, clock } = setUp();
    await crash(supervisor);
    await crash(supervisor);
    const waiting = use(supervisor);
    await supervisor.setEnabled(false);
    expect(await waiting).toBe('engine-closed');
    await clock.advance(minute);
    expect(started).toHaveLength(2);
  });
});

describe('An engine that nobody uses goes away', () => {
  test('the model first, the process later, and the next request starts it again', async () => {
    const { supervisor, clock, started } = setUp('m', 5);
    await use(supervisor);
    const unloaded = new Promise((resolve) => supervisor.engine.onDidChangeStatus(resolve));
    await clock.advance(5 * minute);
    expect(await unloaded).toMatchObject({ state: 'idle' });
    await clock.advance(10 * minute);
    await started[0]?.ended;
    expect(supervisor.state.lifecycle).toEqual({ kind: 'stopped', because: 'idle' });
    expect(await use(supervisor)).toBe('resolved');
  });

  test.each<[state: string, reach: (setup: Setup) => Promise<unknown>, lifecycle: object]>([
    ['not needed yet', () => Promise.resolve(), { kind: 'stopped', because: 'not-needed' }],
    ['off', (setup) => use(setup.supervisor).then(() => setup.supervisor.setEnabled(false)), { kind: 'off' }],
    ['off during a call', ({ supervisor }) => Promise.all([use(supervisor), supervisor.setEnabled(false)]), { kind: 'off' }],
    ['failed', (setup) => failFor(setup), { kind: 'failed' }],
    ['stopped by a crash', ({ supervisor }) => crash(supervisor), { kind: 'stopped', because: 'crash' }],
    ['started without a call', ({ supervisor }) => supervisor.restart(), { kind: 'stopped', because: 'idle' }],
    ['used', ({ supervisor }) => use(supervisor), { kind: 'stopped', because: 'idle' }],
  ])('a day later, one that was %s', async (_, reach, lifecycle) => {
    const setup = setUp();
    await reach(setup);
    const { length } = setup.started;
    await setup.clock.advance(24 * 60 * minute);
    expect(setup.supervisor.state.lifecycle).toMatchObject(lifecycle);
    expect([setup.clock.pending, setup.started.length]).toEqual([0, length]);
  });

  test('one that is off starts nothing when it is called a day later', async () => {
    const { supervisor, clock, started } = setUp();
    await use(supervisor);
    await supervisor.setEnabled(false);
    await clock.advance(24 * 60 * minute);
    expect(await use(supervisor)).toBe('engine-closed');
    expect(started).toHaveLength(1);
  });

  test('no timer outlives it', async () => {
    const { supervisor, clock } = setUp();
    await use(supervisor);
    supervisor.dispose();
    expect(clock.pending).toBe(0);
  });
});
