import { beforeEach, describe, expect, test } from 'vitest';
import type { CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import { IdleRetraining } from '../../../../src/sessions/labels/idleRetraining.js';
import { FakeClock } from '../../../util/fakeClock.js';

const idle = 60_000;

let clock: FakeClock;
let isWanted: boolean;
let isAllowed: boolean;
let runs: CancellationToken[];
let failures: unknown[];
let work: (token: CancellationToken) => Promise<void>;
let retraining: IdleRetraining;
beforeEach(() => {
  clock = new FakeClock();
  [isWanted, isAllowed, runs, failures] = [true, true, [], []];
  work = () => Promise.resolve();
  retraining = new IdleRetraining({
    clock,
    idleMs: () => (isWanted ? idle : undefined),
    mayRun: () => isAllowed,
    retrain: (token) => {
      runs.push(token);
      return work(token);
    },
    onFailure: (error) => failures.push(error),
  });
});

/** Work that goes on until it is given up. */
const endless = (token: CancellationToken): Promise<void> =>
  new Promise((_, reject) => void token.onCancellationRequested(() => reject(cancelledError())));

describe('Classifiers learn changed labels', () => {
  test('once, when nobody has typed for a while', async () => {
    retraining.labelsChanged();
    await clock.advance(idle - 1);
    expect(runs).toHaveLength(0);
    await clock.advance(1);
    expect(runs).toHaveLength(1);
    await clock.advance(10 * idle);
    expect(runs).toHaveLength(1);
  });

  test('later, while somebody types or labels more', async () => {
    retraining.labelsChanged();
    await clock.advance(idle - 1);
    retraining.typed();
    await clock.advance(idle - 1);
    retraining.labelsChanged();
    await clock.advance(idle - 1);
    expect(runs).toHaveLength(0);
    await clock.advance(1);
    expect(runs).toHaveLength(1);
  });

  test('from the start again, where somebody types meanwhile', async () => {
    work = endless;
    retraining.labelsChanged();
    await clock.advance(idle);
    retraining.typed();
    expect(runs[0]?.isCancellationRequested).toBe(true);
    work = () => Promise.resolve();
    await clock.advance(idle);
    expect(runs).toHaveLength(2);
    expect(failures).toEqual([]);
  });

  test('not before there are any', async () => {
    retraining.typed();
    await clock.advance(2 * idle);
    expect(runs).toHaveLength(0);
  });

  test('not where that is not wanted', async () => {
    isWanted = false;
    retraining.labelsChanged();
    await clock.advance(2 * idle);
    expect([runs.length, clock.pending]).toEqual([0, 0]);
  });

  test('not on battery, but when that is over', async () => {
    isAllowed = false;
    retraining.labelsChanged();
    await clock.advance(3 * idle);
    expect(runs).toHaveLength(0);
    isAllowed = true;
    await clock.advance(idle);
    expect(runs).toHaveLength(1);
  });

  test('not once the editor is closed', async () => {
    work = endless;
    retraining.labelsChanged();
    await clock.advance(idle);
    retraining.dispose();
    expect(runs[0]?.isCancellationRequested).toBe(true);
    await clock.advance(2 * idle);
    expect(runs).toHaveLength(1);
  });

  test('and a failure is told once', async () => {
    const failure = new Error('No space left.');
    work = () => Promise.reject(failure);
    retraining.labelsChanged();
    await clock.advance(3 * idle);
    expect(failures).toEqual([failure]);
  });
});
