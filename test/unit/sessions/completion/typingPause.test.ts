import { expect, test } from 'vitest';
import { TypingPause } from '../../../../src/sessions/completion/typingPause.js';
import { FakeClock } from '../../../util/fakeClock.js';

test('Before anything is typed there is nothing to wait for', () => {
  expect(new TypingPause(new FakeClock()).remainingMs).toBe(0);
});

test('The wait counts from the key', async () => {
  const clock = new FakeClock();
  const pause = new TypingPause(clock);
  for (const key of 'quickly') {
    await clock.advance(60);
    pause.typed(key);
  }
  const atKey = pause.remainingMs;
  expect(atKey).toBeGreaterThan(60);
  await clock.advance(50);
  expect(pause.remainingMs).toBe(atKey - 50);
  await clock.advance(1000);
  expect(pause.remainingMs).toBe(0);
});
