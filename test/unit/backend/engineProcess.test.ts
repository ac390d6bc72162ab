import { afterEach, describe, expect, test } from 'vitest';
import { closedError } from '../../../src/backend/engineErrors.js';
import type { EngineProcess } from '../../../src/backend/engineProcess.js';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { codeOf, initFor, isAlive, requestTo, startEngine } from './startEngine.js';

let engine: EngineProcess;
afterEach(() => engine.stop(closedError()));

describe('The engine answers from its own process', () => {
  test('a request and its result cross the channel', async () => {
    engine = startEngine();
    await engine.client.initialize(initFor('m'));
    const { usage } = await engine.client.complete(requestTo('Some text'));
    expect(usage).toMatchObject({ model: 'm', contextTokens: 9 });
  });

  test('it runs as plain Node, without the telemetry of the native library', async () => {
    engine = startEngine();
    expect((await engine.client.surprisal({ text: '', alternatives: 0 })).bitsPerByte).toBe(2);
  });

  test('what it logs and what its native code prints both reach the log', async () => {
    const log: string[] = [];
    engine = startEngine(log);
    await engine.client.initialize(initFor('m'));
    await engine.client.complete(requestTo('print'));
    await engine.stop(closedError());
    expect(log).toContain('info: initialized m');
    expect(log).toContain('warn: a line of the native library');
  });

  test('its changes of status are told', async () => {
    engine = startEngine();
    const status = new Promise((resolve) => engine.client.onDidChangeStatus(resolve));
    await engine.client.unload();
    expect(await status).toMatchObject({ state: 'idle' });
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
    expect(await codeOf(engine.client.complete(requestTo(text)))).toBe(expected);
  });

  test('all that is pending ends when the process is killed', async () => {
    engine = startEngine();
    const calls = [
      engine.client.complete(requestTo('hang')),
      engine.client.complete(requestTo('hang')),
      engine.client.complete(requestTo('crash')),
    ];
    expect(await Promise.all(calls.map(codeOf))).toEqual(['engine-crashed', 'engine-crashed', 'engine-crashed']);
  });

  test('the reason of a crash is told', async () => {
    engine = startEngine();
    await codeOf(engine.client.complete(requestTo('exit')));
    expect((await engine.ended).message).toContain('exit code 7');
  });

  test('a stop ends what is pending, and what is asked later', async () => {
    engine = startEngine();
    const pending = codeOf(engine.client.complete(requestTo('hang')));
    const { pid } = engine;
    await engine.stop(closedError());
    expect([await pending, await codeOf(engine.client.status())]).toEqual(['engine-closed', 'engine-closed']);
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  test('a cancel ends a request at once, even if the engine does not answer', async () => {
    engine = startEngine();
    const source = new CancellationSource();
    const pending = codeOf(engine.client.complete(requestTo('hang'), source.token));
    source.cancel();
    expect(await pending).toBe('cancelled');
  });

  test('a request that was cancelled before is not sent', async () => {
    engine = startEngine();
    const source = new CancellationSource();
    source.cancel();
    expect(await codeOf(engine.client.complete(requestTo('crash'), source.token))).toBe('cancelled');
    expect((await engine.client.status()).state).toBe('ready');
  });
});
