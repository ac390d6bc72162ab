import type { Clock } from '../../common/clock.js';

/** The clock of the engine's process. */
export const processClock: Clock = {
  now: () => performance.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
};
