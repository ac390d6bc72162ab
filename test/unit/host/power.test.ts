import { expect, test } from 'vitest';
import type { PowerSupply } from '../../../src/backend/power/powerSupply.js';
import { PowerWatch } from '../../../src/backend/power/powerWatch.js';
import { followBattery } from '../../../src/host/power.js';
import { openWindow } from '../../util/editor/memoryWindow.js';
import { FakeClock } from '../../util/fakeClock.js';

const minute = 60_000;

test('Cloze rests on battery only where the writer wants that, and reads nothing else', async () => {
  const window = openWindow();
  window.settings.set('cloze.pauseOnBattery', false);
  const clock = new FakeClock();
  let supply: PowerSupply = 'battery';
  let reads = 0;
  const watch = new PowerWatch(() => {
    reads++;
    return Promise.resolve(supply);
  }, clock);
  const { onBattery } = followBattery(watch);
  await clock.advance(5 * minute);
  expect([onBattery.value, reads]).toEqual([false, 0]);
  window.settings.set('cloze.pauseOnBattery', true);
  await clock.advance(minute);
  expect(onBattery.value).toBe(true);
  supply = 'mains';
  await clock.advance(2 * minute);
  expect(onBattery.value).toBe(false);
  window.settings.set('cloze.enable', false);
  const before = reads;
  await clock.advance(10 * minute);
  expect(reads).toBe(before);
});
