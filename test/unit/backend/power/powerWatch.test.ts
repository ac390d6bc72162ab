import { expect, test } from 'vitest';
import type { PowerSupply } from '../../../../src/backend/power/powerSupply.js';
import { PowerWatch } from '../../../../src/backend/power/powerWatch.js';
import { FakeClock } from '../../../util/fakeClock.js';

const minute = 60_000;

function setUp(supplies: PowerSupply[]): { clock: FakeClock; watch: PowerWatch; seen: PowerSupply[]; reads: () => number } {
  const clock = new FakeClock();
  let reads = 0;
  const watch = new PowerWatch(() => Promise.resolve(supplies[reads++] ?? 'unknown'), clock);
  const seen: PowerSupply[] = [];
  watch.onDidChange((supply) => seen.push(supply));
  return { clock, watch, seen, reads: () => reads };
}

test('Unplugging is told, once', async () => {
  const { clock, watch, seen } = setUp(['mains', 'mains', 'battery', 'battery']);
  watch.watching = true;
  await clock.advance(3 * minute);
  expect(seen).toEqual(['mains', 'battery']);
});

test('Nothing is read while nobody watches', async () => {
  const { clock, watch, reads } = setUp(['battery', 'battery']);
  await clock.advance(5 * minute);
  watch.watching = true;
  await clock.advance(0);
  watch.watching = false;
  await clock.advance(5 * minute);
  expect(reads()).toBe(1);
  expect(watch.supply).toBe('unknown');
});

test('No timer outlives it', async () => {
  const { clock, watch } = setUp(['mains']);
  watch.watching = true;
  await clock.advance(0);
  watch.dispose();
  expect(clock.pending).toBe(0);
});
