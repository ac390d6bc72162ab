import { describe, expect, test } from 'vitest';
import { afterSecondRun, sum, tallyOfRunner, type Tally } from '../../../scripts/testing/tally.js';

describe('The closing line of npm test', () => {
  const cases: readonly [string, Tally | undefined, boolean, Tally][] = [
    ['counts what a runner reports', { passed: 5, failures: ['a', 'b'] }, false, { passed: 5, failures: ['a', 'b'] }],
    ['counts a runner without results as a failure', undefined, false, { passed: 0, failures: ['The tests did not run.'] }],
    [
      'counts a runner that found no tests as a failure',
      { passed: 0, failures: [] },
      true,
      { passed: 0, failures: ['The tests did not run.'] },
    ],
    [
      'counts a crash after the last test as a failure',
      { passed: 5, failures: [] },
      false,
      { passed: 5, failures: ['All tests that ran passed, but their program crashed or was killed: some may not have run.'] },
    ],
  ];
  test.each(cases)('%s', (_title, results, succeeded, expected) => {
    expect(tallyOfRunner(results, succeeded)).toMatchObject(expected);
  });

  test('is the sum of all runners', () => {
    expect(
      sum([
        { passed: 1, failures: [] },
        { passed: 2, failures: ['a', 'b', 'c'] },
      ]),
    ).toEqual({ passed: 3, failures: ['a', 'b', 'c'], unsteady: [] });
  });

  test('counts the second results of a file that ran again, and names what had failed at first', () => {
    const first = [
      { file: 'a', passed: 3, failures: [] },
      { file: 'b', passed: 1, failures: ['b: one', 'b: two'] },
    ];
    const second = [{ file: 'b', passed: 2, failures: ['b: two'] }];
    expect(sum(afterSecondRun(first, second))).toEqual({ passed: 5, failures: ['b: two'], unsteady: ['b: one'] });
  });

  test('keeps the failures of a file whose second run broke off', () => {
    expect(sum(afterSecondRun([{ file: 'a', passed: 1, failures: ['a: one'] }], [])).failures).toEqual(['a: one']);
  });
});
