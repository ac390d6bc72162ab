/** How many tests or checks passed, and what failed: a line for each. */
export interface Tally {
  readonly passed: number;
  readonly failures: readonly string[];
  /** What failed at first and passed when its file ran again. */
  readonly unsteady?: readonly string[];
}

/** The tests of one file. */
export interface FileTally extends Tally {
  readonly file: string;
}

export const passedOnce: Tally = { passed: 1, failures: [] };

export const failedOnce = (what: string): Tally => ({ passed: 0, failures: [what] });

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
    unsteady: tallies.flatMap(({ unsteady = [] }) => unsteady),
  };
}

/** The results of a run, some files of which ran a second time: their second results count. */
export function afterSecondRun(first: readonly FileTally[], second: readonly FileTally[]): FileTally[] {
  return first.map((earlier) => {
    const later = second.find(({ file }) => file === earlier.file);
    if (later === undefined) return earlier;
    return { ...later, unsteady: earlier.failures.filter((failure) => !later.failures.includes(failure)) };
  });
}

/** The results of a runner, which may have crashed: then it has failed once more than its tests. */
export function tallyOfRunner(results: Tally | undefined, succeeded: boolean): Tally {
  if (results === undefined || results.passed + results.failures.length === 0) return failedOnce('The tests did not run.');
  return !succeeded && results.failures.length === 0
    ? sum([results, failedOnce('All tests that ran passed, but their program crashed or was killed: some may not have run.')])
    : results;
}
