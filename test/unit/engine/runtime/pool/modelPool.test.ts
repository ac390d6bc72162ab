import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ModelRole } from '../../../../../src/common/methods/lifecycle.js';
import type { Caller } from '../../../../../src/engine/runtime/pool/caller.js';
import { DeviceFailed } from '../../../../../src/engine/runtime/deviceFailed.js';
import { type Loaded, type ModelKey, ModelPool } from '../../../../../src/engine/runtime/pool/modelPool.js';
import type { PooledModel } from '../../../../../src/engine/runtime/pool/modelSlot.js';

/** What happened to the models, in order. */
let log: string[];
let pool: ModelPool<Loaded>;

/** Names of models that take many turns at the same time. */
const servers = ['server'];

function poolOf(maxBytes: number): ModelPool<Loaded> {
  const open = ({ role, model, device }: ModelKey): Promise<PooledModel> => {
    log.push(`open ${role} ${model}`);
    return Promise.resolve({
      name: model,
      device: { kind: device === 'webgpu' ? 'webgpu' : 'cpu', name: 'test', threads: 1 },
      bytes: 10,
      takesMany: servers.includes(model),
      dispose: () => Promise.resolve(void log.push(`close ${model}`)),
    });
  };
  return new ModelPool({
    openers: { causal: open, encoder: open, classifier: open },
    maxBytes,
    log: () => undefined,
    now: () => 0,
    onChange: () => undefined,
  });
}

function key<R extends ModelRole>(role: R, model: string, device: ModelKey['device'] = 'cpu'): ModelKey<R> {
  return { role, model, device };
}

/** Uses a model for a moment. */
async function use(model: string, role: ModelRole = 'classifier'): Promise<void> {
  const lease = pool.lease(key(role, model), 'background');
  await lease.turn(({ name }) => Promise.resolve(void log.push(`use ${name}`)));
  lease.release();
  await setImmediate();
}

beforeEach(() => {
  log = [];
  pool = poolOf(25);
});

describe('A pool of models', () => {
  test('opens a model with the first need of it, once for all that ask for it', async () => {
    const leases = [pool.lease(key('classifier', 'a'), 'background'), pool.lease(key('classifier', 'a'), 'background')];
    expect(log).toEqual([]);
    await Promise.all(leases.map((lease) => lease.model()));
    await use('a');
    expect(log).toEqual(['open classifier a', 'use a']);
  });

  test('holds two checkpoints that are asked for in turns, each opened once', async () => {
    const [a, b] = [pool.lease(key('classifier', 'a'), 'background'), pool.lease(key('classifier', 'b'), 'background')];
    for (const lease of [a, b, a, b]) await lease.turn(({ name }) => Promise.resolve(void log.push(`use ${name}`)));
    expect(log).toEqual(['open classifier a', 'use a', 'open classifier b', 'use b', 'use a', 'use b']);
  });

  test('closes the least recently used one when a new one needs the room', async () => {
    for (const model of ['a', 'b', 'a', 'c']) await use(model);
    expect(log.filter((line) => !line.startsWith('use'))).toEqual([
      'open classifier a',
      'open classifier b',
      'open classifier c',
      'close b',
    ]);
    expect(pool.statusOf().map(({ model }) => model)).toEqual(['a', 'c']);
  });

  test('lets a server do many turns at the same time, and closes it after all of them', async () => {
    const lease = pool.lease(key('encoder', 'server'), 'background');
    const ends: (() => void)[] = [];
    const turn = (): Promise<string> => lease.turn(({ name }) => new Promise((resolve) => ends.push(() => resolve(name))));
    const turns = [turn(), turn(), turn()];
    await setImmediate();
    expect(ends).toHaveLength(3);
    const closing = pool.unload();
    ends[0]?.();
    await setImmediate();
    expect(log).toEqual(['open encoder server']);
    for (const end of ends) end();
    expect(await Promise.all(turns)).toEqual(['server', 'server', 'server']);
    await closing;
    expect(log).toEqual(['open encoder server', 'close server']);
  });

  test('closes none that a request still holds, and closes it once that has ended', async () => {
    const held = pool.lease(key('classifier', 'a'), 'background');
    await held.model();
    for (const model of ['b', 'c']) await use(model);
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close b']);
    expect(await held.turn(({ name }) => Promise.resolve(name))).toBe('a');
    held.release();
    held.release();
    await use('d');
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close b', 'close c']);
  });

  test('opens a model that is larger than the budget alone', async () => {
    pool = poolOf(5);
    await use('a');
    expect(log.slice(0, 2)).toEqual(['open classifier a', 'use a']);
  });

  test('names the models it was told of from the start, and forgets others when they are closed', async () => {
    pool.announce(key('causal', 'gpt'));
    pool.announce(key('encoder', 'bert'));
    expect(pool.statusOf().map(({ role, model, state, bytes }) => [role, model, state, bytes])).toEqual([
      ['causal', 'gpt', 'idle', 0],
      ['encoder', 'bert', 'idle', 0],
    ]);
    await use('gpt', 'causal');
    await use('a');
    expect(pool.statusOf().map(({ model, state }) => [model, state])).toEqual([['gpt', 'ready'], ['bert', 'idle'], ['a', 'ready']]); // prettier-ignore
    await pool.unload();
    expect(pool.statusOf().map(({ model, state }) => [model, state])).toEqual([['gpt', 'idle'], ['bert', 'idle']]); // prettier-ignore
  });

  test('runs work on each device by itself, one piece at a time on one of them', async () => {
    const ends: (() => void)[] = [];
    const work = ({ name }: PooledModel): Promise<void> => {
      log.push(`run ${name}`);
      return new Promise((resolve) => ends.push(resolve));
    };
    const all = [key('causal', 'a'), key('causal', 'b'), key('causal', 'c', 'webgpu')].map((model) => pool.lease(model, 'background'));
    for (const lease of all) await lease.model();
    const done = all.map((lease) => lease.turn(work));
    await setImmediate();
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run a', 'run c']);
    while (ends.length > 0) {
      ends.shift()?.();
      await setImmediate();
    }
    await Promise.all(done);
    expect(log.filter((line) => line.startsWith('run'))).toEqual(['run a', 'run c', 'run b']);
  });
});

describe('A pool that several callers use', () => {
  const [one, other] = [{ isFocused: false }, { isFocused: false }];
  async function useAs(caller: Caller, model: string): Promise<void> {
    const lease = pool.lease(key('causal', model), 'interactive', undefined, caller);
    await lease.turn(({ name }) => Promise.resolve(void log.push(`use ${name}`)));
    lease.release();
  }

  beforeEach(() => {
    pool.announce(key('causal', 'a'), one);
    pool.announce(key('causal', 'a'), other);
    pool.announce(key('causal', 'b'), other);
  });

  test('tells each the models that it was started with', () => {
    expect([one, other].map((caller) => pool.statusOf(caller).map(({ model }) => model))).toEqual([['a'], ['a', 'b']]);
  });

  test('closes what no caller needs that does not rest', async () => {
    await useAs(one, 'a');
    await useAs(other, 'b');
    await pool.rest(other);
    expect(log).toEqual(['open causal a', 'use a', 'open causal b', 'use b', 'close b']);
    await pool.rest(one);
    expect(log.at(-1)).toBe('close a');
  });

  test('keeps what one asks for again after it has rested', async () => {
    await useAs(one, 'a');
    await pool.rest(one);
    await useAs(one, 'a');
    await pool.rest(other);
    expect(log).toEqual(['open causal a', 'use a', 'use a']);
  });

  test('closes what only one needed that is gone, and forgets it', async () => {
    await useAs(one, 'a');
    await useAs(other, 'b');
    await pool.withdraw(other);
    expect(log.at(-1)).toBe('close b');
    expect(pool.statusOf(one).map(({ model, state }) => `${model} ${state}`)).toEqual(['a ready']);
  });
});

describe('A device that fails in the middle of a request', () => {
  let failures: number;
  const work = (model: PooledModel): Promise<string> => {
    log.push(`use on ${model.device.kind}`);
    if (model.device.kind === 'cpu' || failures-- <= 0) return Promise.resolve('answer');
    return Promise.reject(new DeviceFailed('webgpu', 'Device lost.'));
  };
  beforeEach(() => {
    failures = 1;
  });

  test('gives way to the processor, which answers the same request, and one sentence says so', async () => {
    expect(await pool.lease(key('causal', 'a', 'webgpu'), 'interactive').turn(work)).toBe('answer');
    expect(log).toEqual(['open causal a', 'use on webgpu', 'close a', 'open causal a', 'use on cpu']);
    expect(pool.statusOf()[0]).toMatchObject({
      device: { kind: 'cpu' },
      deviceNote: 'The processor took over, since test stopped working: Device lost.',
    });
  });

  test('takes those along that waited for it', async () => {
    const turns = ['interactive', 'background', 'background'].map((rank) =>
      pool.lease(key('causal', 'a', 'webgpu'), rank as 'interactive').turn(work),
    );
    expect(await Promise.all(turns)).toEqual(['answer', 'answer', 'answer']);
    expect(log.filter((line) => line.startsWith('open'))).toHaveLength(2);
    expect(log.filter((line) => line === 'use on cpu')).toHaveLength(3);
  });

  test('is tried again after the model was freed', async () => {
    const lease = pool.lease(key('causal', 'a', 'webgpu'), 'interactive');
    await lease.turn(work);
    await pool.unload();
    await lease.turn(work);
    expect(log.at(-1)).toBe('use on webgpu');
  });
});
