/** What to do after how long without work, in milliseconds. `Infinity` means never. */
export interface IdlePolicy {
  readonly unloadAfterMs: number;
  readonly stopAfterMs: number;
}

/** The policy for a setting in minutes: free the model after them, end the process ten minutes later. 0 means never. */
export function idlePolicy(minutes: number): IdlePolicy {
  if (minutes <= 0) return { unloadAfterMs: Infinity, stopAfterMs: Infinity };
  return { unloadAfterMs: minutes * 60_000, stopAfterMs: (minutes + 10) * 60_000 };
}
