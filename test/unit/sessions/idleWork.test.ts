import { beforeEach, describe, expect, test } from 'vitest';
import type { CancellationToken } from '../../../src/common/cancellation.js';
import { cancelledError } from '../../../src/common/clozeError.js';
import { IdleWork } from '../../../src/sessions/idleWork.js';
import { FakeClock } from '../../util/fakeClock.js';

const idle = 60_000;

let clock: FakeClock;
let isWanted: boolean;
let isAllowed: boolean;
let runs: CancellationToken[];
let failures: unknown[];
let work: (token: CancellationToken) => Promise<void>;
let idleWork: IdleWork;
beforeEach(() => {
  clock = new FakeClock();
  [isWanted, isAllowed, runs, failures] = [true, true, [], []];
  work = () => Promise.resolve();
  idleWork = new IdleWork({
    clock,
    idleMs: () => (isWanted ? idle : undefined),
    mayRun: () => isAllowed,
    work: (token) => {
      runs.push(token);
      return work(token);
    },
    onFailure: (error) => failures.push(error),
  });
});

/** Work that goes on until it is given up. */
const endless = (token: CancellationToken): Promise<void> =>
  new Promise((_, reject) => void token.onCancellationRequested(() => reject(cancelledError())));

describe('Work that follows a change is done', () => {
  test('once, when nobody has typed for a while', async () => {
    idleWork.changed();
    await clock.advance(idle - 1);
    expect(runs).toHaveLength(0);
    await clock.advance(1);
    expect(runs).toHaveLength(1);
    await clock.advance(10 * idle);
    expect(runs).toHaveLength(1);
  });

  test('later, while somebody types or labels more', async () => {
    idleWork.changed();
    await clock.advance(idle - 1);
    idleWork.typed();
    await clock.advance(idle - 1);
    idleWork.changed();
    await clock.advance(idle - 1);
    expect(runs).toHaveLength(0);
    await clock.advance(1);
    expect(runs).toHaveLength(1);
  });

  test('from the start again, where somebody types meanwhile', async () => {
    work = endless;
    idleWork.changed();
    await clock.advance(idle);
    idleWork.typed();
    expect(runs[0]?.isCancellationRequested).toBe(true);
    work = () => Promise.resolve();
    await clock.advance(idle);
    expect(runs).toHaveLength(2);
    expect(failures).toEqual([]);
  });

  test('not before there are any', async () => {
    idleWork.typed();
    await clock.advance(2 * idle);
    expect(runs).toHaveLength(0);
  });

  test('not where that is not wanted', async () => {
    isWanted = false;
    idleWork.changed();
    await clock.advance(2 * idle);
    expect([runs.length, clock.pending]).toEqual([0, 0]);
  });

  test('not on battery, but when that is over', async () => {
    isAllowed = false;
    idleWork.changed();
    await clock.advance(3 * idle);
    expect(runs).toHaveLength(0);
    isAllowed = true;
    await clock.advance(idle);
    expect(runs).toHaveLength(1);
  });

  test('not once the editor is closed', async () => {
    work = endless;
    idleWork.changed();
    await clock.advance(idle);
    idleWork.dispose();
    expect(runs[0]?.isCancellationRequested).toBe(true);
    await clock.advance(2 * idle);
    expect(runs).toHaveLength(1);
  });

  test('and a failure is told once', async () => {
    const failure = new Error('No space left.');
    work = () => Promise.reject(failure);
    idleWork.changed();
    await clock.advance(3 * idle);
    expect(failures).toEqual([failure]);
  });
});
