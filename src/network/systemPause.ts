import { setTimeout } from 'node:timers/promises';
import type { Pause } from './retry.js';

/** Waits by the system's clock. */
export const systemPause: Pause = {
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
  random: Math.random,
};
