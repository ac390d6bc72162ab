import type { Clock } from '../common/clock.js';

/** The machine's clock. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return { dispose: () => clearTimeout(timer) };
  },
};
