import { beforeEach, describe, expect, test } from 'vitest';
import { ClozeError } from '../../../../../src/common/clozeError.js';
import { ModelSlot, type PooledModel } from '../../../../../src/engine/runtime/pool/modelSlot.js';

const model: PooledModel = {
  name: 'reference',
  device: { kind: 'webgpu', name: 'test', threads: 1 },
  bytes: 7,
  dispose: () => {
    freed++;
    return Promise.resolve();
  },
};
const notFound = new ClozeError({ code: 'model-not-found', message: 'There is no such model.' });

let now: number;
let failure: Error | undefined;
let attempts: number;
let freed: number;
let states: string[];
let slot: ModelSlot<PooledModel>;

beforeEach(() => {
  now = 0;
  failure = undefined;
  attempts = 0;
  freed = 0;
  states = [];
  slot = new ModelSlot({
    role: 'causal',
    wanted: 'wanted',
    device: 'cpu',
    open: () => {
      attempts++;
      return failure === undefined ? Promise.resolve(model) : Promise.reject(failure);
    },
    log: () => undefined,
    now: () => now,
    onChange: () => states.push(slot.status.state),
  });
});

async function attempt(): Promise<unknown> {
  return slot.use().catch((error: unknown) => error);
}

describe('A model', () => {
  test('is opened with the first need of it, once', async () => {
    expect(slot.status).toEqual({ role: 'causal', state: 'idle', model: 'wanted', bytes: 0 });
    expect([await slot.use(), await slot.use()]).toEqual([model, model]);
    expect(slot.status).toEqual({ role: 'causal', state: 'ready', model: 'reference', device: model.device, bytes: 7 });
    expect({ attempts, states }).toEqual({ attempts: 1, states: ['loading', 'ready'] });
  });

  test('that several ask for at the same time is opened once', async () => {
    expect(await Promise.all([slot.use(), slot.use()])).toEqual([model, model]);
    expect(attempts).toBe(1);
  });

  test('runs where it ran last, also while it is closed', async () => {
    expect(slot.device).toBe('cpu');
    await slot.use();
    await slot.close();
    expect(slot.device).toBe('webgpu');
  });

  test('is freed, and opened again when it is needed', async () => {
    await slot.use();
    await slot.close();
    expect({ freed, state: slot.status.state }).toEqual({ freed: 1, state: 'idle' });
    await slot.use();
    expect(attempts).toBe(2);
  });
});

describe('A model that cannot be opened', () => {
  test('says why, and is tried again after ten seconds, then after twice the time', async () => {
    failure = notFound;
    for (const [at, tried] of [
      [0, 1],
      [9_999, 1],
      [10_000, 2],
      [29_999, 2],
      [30_000, 3],
    ] as const) {
      now = at;
      expect(await attempt()).toBe(notFound);
      expect(attempts).toBe(tried);
    }
  });

  test('keeps the reason in its status while it is tried again, until it is there', async () => {
    failure = notFound;
    await attempt();
    expect(slot.status).toEqual({ role: 'causal', state: 'failed', model: 'wanted', bytes: 0, error: notFound.detail });
    now = 10_000;
    failure = undefined;
    const trying = slot.use();
    expect(slot.status).toEqual({ role: 'causal', state: 'loading', model: 'wanted', bytes: 0, error: notFound.detail });
    await trying;
    expect(slot.status.error).toBeUndefined();
  });

  test('is tried at once after it was freed', async () => {
    failure = notFound;
    await attempt();
    await slot.close();
    failure = undefined;
    expect(await attempt()).toBe(model);
  });

  test('for a reason that nobody foresaw is told as a fault of ours', async () => {
    failure = new TypeError('x is undefined');
    expect(await attempt()).toMatchObject({ detail: { code: 'internal', action: 'show-log' } });
  });
});
