import { expect, test } from 'vitest';
import { DelayedSignal } from '../../../src/common/delayedSignal.js';
import { FakeClock } from '../../util/fakeClock.js';

function setUp(): { clock: FakeClock; signal: DelayedSignal; seen: boolean[] } {
  const clock = new FakeClock();
  const signal = new DelayedSignal(300, clock);
  const seen: boolean[] = [];
  signal.onDidChange((value) => seen.push(value));
  return { clock, signal, seen };
}

test('What is over soon never shows', async () => {
  const { clock, signal, seen } = setUp();
  signal.value = true;
  await clock.advance(299);
  signal.value = false;
  await clock.advance(1000);
  expect(seen).toEqual([]);
});

test('What takes long shows until it is over', async () => {
  const { clock, signal, seen } = setUp();
  signal.value = true;
  await clock.advance(200);
  signal.value = true;
  await clock.advance(100);
  expect(signal.value).toBe(true);
  signal.value = false;
  expect(seen).toEqual([true, false]);
});

test('No timer outlives it', () => {
  const { clock, signal } = setUp();
  signal.value = true;
  signal.dispose();
  expect(clock.pending).toBe(0);
});
