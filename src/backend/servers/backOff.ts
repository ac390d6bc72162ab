/** How a server has done of late. */
export interface Health {
  /** Failures in a row. */
  readonly failures: number;
  /** Until when it is not asked, in milliseconds of the clock. */
  readonly until: number;
}

export const healthy: Health = { failures: 0, until: -Infinity };

const firstWaitMs = 2_000;
const longestWaitMs = 300_000;

/**
 * The health after one failure more: each doubles the wait, by half more or less, so that many writers do not come back at once.
 * @param retryAfterMs how long the server asked to wait
 * @param random from 0 to 1
 */
export function afterFailure({ failures }: Health, now: number, random: number, retryAfterMs?: number): Health {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 16)) * (0.5 + random);
  return { failures: failures + 1, until: now + Math.max(wait, retryAfterMs ?? 0) };
}

/** Whether a server may be asked now. */
export function mayAsk({ until }: Health, now: number): boolean {
  return now >= until;
}
