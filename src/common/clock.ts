import type { Disposable } from './disposable.js';

/** Time as an argument, so that whatever waits can be tested without waiting. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes backwards. */
  now(): number;
  /** Runs an action once after a delay in milliseconds, unless what it returns is disposed before. */
  schedule(delayMs: number, action: () => void): Disposable;
}
