/** When a crashed engine is started again. Times are in milliseconds. */
export interface RestartPolicy {
  /** The crash with this number within the window is the last one: the engine stays down until a person asks for it. */
  readonly maxCrashes: number;
  readonly windowMs: number;
  /** How long to wait after the first crash in the window, the second, and so on; the last entry holds for all later ones. */
  readonly backOffMs: readonly number[];
}

export const defaultRestartPolicy: RestartPolicy = {
  maxCrashes: 4,
  windowMs: 3 * 60_000,
  backOffMs: [0, 1_000, 5_000],
};

export interface CrashHistory {
  /** Times of the crashes that still lie within the window, oldest first. */
  readonly crashes: readonly number[];
  readonly next: { readonly kind: 'restart'; readonly notBefore: number } | { readonly kind: 'give-up' };
}

/** What follows a crash at the time `now`, given the crashes before it. */
export function afterCrash(policy: RestartPolicy, earlier: readonly number[], now: number): CrashHistory {
  const crashes = [...earlier.filter((time) => now - time < policy.windowMs), now];
  if (crashes.length >= policy.maxCrashes) return { crashes, next: { kind: 'give-up' } };
  const backOff = policy.backOffMs[crashes.length - 1] ?? policy.backOffMs.at(-1) ?? 0;
  return { crashes, next: { kind: 'restart', notBefore: now + backOff } };
}
