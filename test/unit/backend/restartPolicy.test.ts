import { describe, expect, test } from 'vitest';
import { afterCrash, defaultRestartPolicy } from '../../../src/backend/restartPolicy.js';

const seconds = (...values: number[]): number[] => values.map((value) => value * 1000);

describe('After a crash the engine starts again, until it crashes too often', () => {
  const cases: [name: string, earlier: number[], now: number, expected: 'gives up' | number][] = [
    ['the first crash is forgiven at once', seconds(), 10, 0],
    ['the second waits a second', seconds(5), 10, 1],
    ['the third waits five', seconds(5, 8), 10, 5],
    ['the fourth within three minutes is the last', seconds(5, 8, 9), 10, 'gives up'],
    ['crashes older than three minutes do not count', seconds(5, 8, 9), 190, 0],
    ['only those within the window count', seconds(1, 2, 100), 185, 1],
  ];
  test.each(cases)('%s', (_, earlier, now, expected) => {
    const { next } = afterCrash(defaultRestartPolicy, earlier, now * 1000);
    expect(next).toEqual(expected === 'gives up' ? { kind: 'give-up' } : { kind: 'restart', notBefore: (now + expected) * 1000 });
  });

  test('the history keeps what the next crash is judged by', () => {
    expect(afterCrash(defaultRestartPolicy, seconds(1, 100), 182_000).crashes).toEqual(seconds(100, 182));
  });
});
