/** How many tests or checks passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const passedOnce: Tally = { passed: 1, failed: 0 };
export const failedOnce: Tally = { passed: 0, failed: 1 };

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/** The results of a runner, which may have crashed: then it has failed once more than its tests. */
export function tallyOfRunner(results: Tally | undefined, succeeded: boolean): Tally {
  if (results === undefined || results.passed + results.failed === 0) return failedOnce;
  return !succeeded && results.failed === 0 ? sum([results, failedOnce]) : results;
}
