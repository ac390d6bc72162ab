import { afterEach, describe, expect, test, vi } from 'vitest';
import { closedError } from '../../../src/backend/engineErrors.js';
import type { EngineProcess } from '../../../src/backend/engineProcess.js';
import { defaultWatchdogPolicy } from '../../../src/common/watchdog/watchdog.js';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { FakeClock } from '../../util/fakeClock.js';
import { codeOf, initFor, isAlive, requestTo, startEngine } from './startEngine.js';

let engine: EngineProcess;
afterEach(async () => {
  vi.unstubAllEnvs();
  await engine.stop(closedError());
});

describe('The engine answers from its own process', () => {
  test('a request and its result cross the channel', async () => {
    engine = startEngine();
    await engine.client.initialize(initFor('m'));
    const { usage } = await engine.client.engine.complete(requestTo('Some text'));
    expect(usage).toMatchObject({ model: 'm', contextTokens: 9 });
  });

  test('it runs as plain Node, without the telemetry of the native library', async () => {
    engine = startEngine();
    expect((await engine.client.engine.surprisal({ text: '', alternatives: 0 })).bitsPerByte).toBe(2);
  });

  test("it sees none of the secrets in the editor's environment", async () => {
    for (const name of ['GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'path_to_password', 'NODE_OPTIONS', 'HTTP_PROXY'])
      vi.stubEnv(name, 'secret');
    engine = startEngine();
    const seen = (await engine.client.engine.complete(requestTo('environment'))).usage.model;
    expect(seen).not.toContain('secret');
    expect(JSON.parse(seen)).toMatchObject({ PATH: process.env['PATH'], ELECTRON_RUN_AS_NODE: '1', ORT_DISABLE_TELEMETRY: '1' });
  });

  test('nonsense on the channel is written down or left out, and the next request is answered', async () => {
    const log: string[] = [];
    engine = startEngine(log);
    const statuses: unknown[] = [];
    engine.client.engine.onDidChangeStatus((status) => statuses.push(status));
    await engine.client.engine.complete(requestTo('log nonsense'));
    expect((await engine.client.engine.complete(requestTo('text'))).usage.contextTokens).toBe(4);
    expect(log).toContain('info: loud');
    expect(log).toContain('info: a text');
    expect(statuses).toEqual([]);
  });

  test('what it logs and what its native code prints both reach the log', async () => {
    const log: string[] = [];
    engine = startEngine(log);
    await engine.client.initialize(initFor('m'));
    await engine.client.engine.complete(requestTo('print'));
    await engine.stop(closedError());
    expect(log).toContain('info: initialized m');
    expect(log).toContain('warn: a line of the native library');
  });

  test('its changes of status are told', async () => {
    engine = startEngine();
    const status = new Promise((resolve) => engine.client.engine.onDidChangeStatus(resolve));
    await engine.client.engine.unload();
    expect(await status).toMatchObject({ state: 'idle' });
  });

  test('what it tells on the way arrives, and nothing once the request is given up, though it goes on telling', async () => {
    engine = startEngine();
    const source = new CancellationSource();
    const told: unknown[] = [];
    const call = engine.client.engine.complete(requestTo('report for ever'), source.token, (piece) => {
      told.push(piece);
      if (told.length === 3) source.cancel();
    });
    expect(await codeOf(call)).toBe('cancelled');
    await engine.client.engine.status();
    expect(told).toEqual(Array(3).fill({ text: 'report for ever' }));
  });
});

describe('A process that hangs while it has nothing to do is noticed, by the clock', () => {
  const second = 1000;
  const policy = defaultWatchdogPolicy;
  /** Longer than an idle process may be silent. */
  const tooLong = policy.askAfterMs + policy.misses * policy.patienceMs;

  async function frozen(clock: FakeClock): Promise<void> {
    const freezing = new Promise<void>((resolve) => {
      engine = startEngine({ push: (line) => line.endsWith('freezing') && resolve() }, clock);
    });
    await engine.client.engine.complete(requestTo('freeze behind the answer'));
    await freezing;
  }

  test('it ends as a crash does, and the reason is told', async () => {
    const clock = new FakeClock();
    await frozen(clock);
    await clock.advance(tooLong - second);
    expect(isAlive(engine.pid ?? 0)).toBe(true);
    await clock.advance(second);
    const reason = await engine.ended;
    expect(reason.code).toBe('engine-crashed');
    expect(reason.message).toContain('silent for 30 seconds');
  });

  test('also where it hung just before it was asked for something', async () => {
    const clock = new FakeClock();
    await frozen(clock);
    const call = codeOf(engine.client.engine.complete(requestTo('text')));
    await clock.advance(policy.misses * policy.patienceMs);
    expect(await call).toBe('engine-crashed');
  });

  test('one that works is left alone, however long that takes, also when its caller has given up', async () => {
    const clock = new FakeClock();
    engine = startEngine([], clock);
    await engine.client.initialize(initFor('m'));
    const source = new CancellationSource();
    const status = engine.client.engine.status();
    const call = codeOf(engine.client.engine.complete(requestTo('work for ever'), source.token));
    await status;
    source.cancel();
    expect(await call).toBe('cancelled');
    await clock.advance(24 * 3600 * second);
    expect(isAlive(engine.pid ?? 0)).toBe(true);
  });

  test('one that is idle answers, and stays', async () => {
    const clock = new FakeClock();
    engine = startEngine([], clock);
    await engine.client.initialize(initFor('m'));
    for (let hour = 0; hour < 5; hour++) {
      await clock.advance(policy.askAfterMs);
      expect((await engine.client.engine.status()).state).toBe('ready');
    }
    expect(isAlive(engine.pid ?? 0)).toBe(true);
  });
});

describe('Every request ends', () => {
  test.each([
    ['a failure of the engine keeps its code', 'fail model-invalid', 'model-invalid'],
    ['a fault of the engine is an internal error', 'throw', 'internal'],
    ['a process that is killed', 'crash', 'engine-crashed'],
    ['a process that exits', 'exit', 'engine-crashed'],
  ])('%s', async (_, text, expected) => {
    engine = startEngine();
    expect(await codeOf(engine.client.engine.complete(requestTo(text)))).toBe(expected);
  });

  test('all that is pending ends when the process is killed', async () => {
    engine = startEngine();
    const calls = [
      engine.client.engine.complete(requestTo('hang')),
      engine.client.engine.complete(requestTo('hang')),
      engine.client.engine.complete(requestTo('crash')),
    ];
    expect(await Promise.all(calls.map(codeOf))).toEqual(['engine-crashed', 'engine-crashed', 'engine-crashed']);
  });

  test('the reason of a crash is told', async () => {
    engine = startEngine();
    await codeOf(engine.client.engine.complete(requestTo('exit')));
    expect((await engine.ended).message).toContain('exit code 7');
  });

  test('a stop ends what is pending, and what is asked later', async () => {
    engine = startEngine();
    const pending = codeOf(engine.client.engine.complete(requestTo('hang')));
    const { pid } = engine;
    await engine.stop(closedError());
    expect([await pending, await codeOf(engine.client.engine.status())]).toEqual(['engine-closed', 'engine-closed']);
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  test('a cancel ends a request at once, even if the engine does not answer', async () => {
    engine = startEngine();
    const source = new CancellationSource();
    const pending = codeOf(engine.client.engine.complete(requestTo('hang'), source.token));
    source.cancel();
    expect(await pending).toBe('cancelled');
  });

  test('a request that was cancelled before is not sent', async () => {
    engine = startEngine();
    const source = new CancellationSource();
    source.cancel();
    expect(await codeOf(engine.client.engine.complete(requestTo('crash'), source.token))).toBe('cancelled');
    expect((await engine.client.engine.status()).state).toBe('ready');
  });
});
