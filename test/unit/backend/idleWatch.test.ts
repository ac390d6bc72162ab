import { describe, expect, test } from 'vitest';
import { idlePolicy, IdleWatch } from '../../../src/backend/idleWatch.js';
import { FakeClock } from '../../util/fakeClock.js';

const minute = 60_000;

function watch(minutes: number): { clock: FakeClock; idle: IdleWatch; seen: string[] } {
  const clock = new FakeClock();
  const seen: string[] = [];
  const idle = new IdleWatch(idlePolicy(minutes), clock, { unload: () => seen.push('unload'), stop: () => seen.push('stop') });
  return { clock, idle, seen };
}

describe('An engine that nobody uses gives its memory back', () => {
  test('the model goes after the minutes of the setting, the process ten minutes later', async () => {
    const { clock, idle, seen } = watch(5);
    idle.begin()();
    await clock.advance(5 * minute - 1);
    expect(seen).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual(['unload']);
    await clock.advance(10 * minute);
    expect(seen).toEqual(['unload', 'stop']);
  });

  test('work starts the time anew, and work in progress holds it', async () => {
    const { clock, idle, seen } = watch(5);
    idle.begin()();
    await clock.advance(4 * minute);
    const first = idle.begin();
    const second = idle.begin();
    first();
    await clock.advance(30 * minute);
    expect(seen).toEqual([]);
    second();
    await clock.advance(5 * minute);
    expect(seen).toEqual(['unload']);
  });

  test('0 minutes means never', async () => {
    const { clock, idle, seen } = watch(0);
    idle.begin()();
    await clock.advance(1e9);
    expect(seen).toEqual([]);
  });

  test('another setting holds at once', async () => {
    const { clock, idle, seen } = watch(0);
    idle.policy = idlePolicy(1);
    await clock.advance(minute);
    expect(seen).toEqual(['unload']);
  });

  test('no timer is left behind', () => {
    const { clock, idle } = watch(5);
    idle.begin()();
    idle.dispose();
    expect(clock.pending).toBe(0);
  });
});
