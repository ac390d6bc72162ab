import { describe, expect, test } from 'vitest';
import { sum, tallyOfRunner, type Tally } from '../../../scripts/testing/tally.js';

describe('The closing line of npm test', () => {
  const cases: readonly [string, Tally | undefined, boolean, Tally][] = [
    ['counts what a runner reports', { passed: 5, failed: 2 }, false, { passed: 5, failed: 2 }],
    ['counts a runner without results as a failure', undefined, false, { passed: 0, failed: 1 }],
    ['counts a runner that found no tests as a failure', { passed: 0, failed: 0 }, true, { passed: 0, failed: 1 }],
    ['counts a crash after the last test as a failure', { passed: 5, failed: 0 }, false, { passed: 5, failed: 1 }],
  ];
  test.each(cases)('%s', (_title, results, succeeded, expected) => {
    expect(tallyOfRunner(results, succeeded)).toEqual(expected);
  });

  test('is the sum of all runners', () => {
    expect(
      sum([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
  });
});
