import { beforeEach, describe, expect, test } from 'vitest';
import { ClozeError } from '../../../../src/common/clozeError.js';
import { ModelSlot, type SlotModel } from '../../../../src/engine/modelSlot.js';

const model: SlotModel = { name: 'reference', device: { kind: 'cpu', name: 'test', threads: 1 } };
const notFound = new ClozeError({ code: 'model-not-found', message: 'There is no such model.' });

let now: number;
let failure: Error | undefined;
let attempts: number;
let freed: number;
let states: string[];
let slot: ModelSlot<SlotModel>;

beforeEach(() => {
  now = 0;
  failure = undefined;
  attempts = 0;
  freed = 0;
  states = [];
  slot = new ModelSlot({
    wanted: 'wanted',
    open: () => {
      attempts++;
      return failure === undefined ? Promise.resolve(model) : Promise.reject(failure);
    },
    free: () => {
      freed++;
      return Promise.resolve();
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
    expect(slot.status).toEqual({ state: 'idle', model: 'wanted' });
    expect([await slot.use(), await slot.use()]).toEqual([model, model]);
    expect(slot.status).toEqual({ state: 'ready', model: 'reference', device: model.device });
    expect({ attempts, states }).toEqual({ attempts: 1, states: ['loading'] });
  });

  test('is freed, and opened again when it is needed', async () => {
    await slot.use();
    await slot.free();
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
    expect(slot.status).toEqual({ state: 'failed', model: 'wanted', error: notFound.detail });
    now = 10_000;
    failure = undefined;
    const trying = slot.use();
    expect(slot.status).toEqual({ state: 'loading', model: 'wanted', error: notFound.detail });
    await trying;
    expect(slot.status.error).toBeUndefined();
  });

  test('is tried at once after it was freed', async () => {
    failure = notFound;
    await attempt();
    await slot.free();
    failure = undefined;
    expect(await attempt()).toBe(model);
  });

  test('for a reason that nobody foresaw is told as a fault of ours', async () => {
    failure = new TypeError('x is undefined');
    expect(await attempt()).toMatchObject({ detail: { code: 'internal', action: 'show-log' } });
  });
});
