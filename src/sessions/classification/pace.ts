import { timeLeft } from '../../writing/timeLeft.js';

/** How fast something goes. */
export interface Pace {
  /** How many a second are done. */
  readonly rate: string;
  /** How long the rest takes; `undefined` before that is known. */
  readonly left: string | undefined;
}

/**
 * How fast something goes, and how long the rest takes at the same pace.
 * @param done how many were done in this time
 * @param share how much of all that is, 0 to 1
 */
export function pace(elapsedMs: number, done: number, share: number): Pace {
  const elapsed = Math.max(1, elapsedMs);
  return { rate: ((1000 * done) / elapsed).toFixed(1), left: timeLeft(elapsed, share) };
}
