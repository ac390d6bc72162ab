import { describe, expect, test } from 'vitest';
import { defaultWatchdogPolicy as policy, Watchdog } from '../../../../src/common/watchdog/watchdog.js';
import { FakeClock } from '../../../util/fakeClock.js';

interface Setup {
  readonly clock: FakeClock;
  readonly watchdog: Watchdog;
  /** Answers the questions that wait. */
  readonly answer: () => void;
  readonly asked: () => number;
  readonly silences: () => number;
}

function setUp(): Setup {
  const clock = new FakeClock();
  let questions: (() => void)[] = [];
  let asked = 0;
  let silences = 0;
  const ping = (): Promise<void> => {
    asked += 1;
    return new Promise((resolve) => questions.push(resolve));
  };
  const watchdog = new Watchdog(policy, clock, { ping, silent: () => (silences += 1) });
  const answer = (): void => {
    for (const settle of questions) settle();
    questions = [];
  };
  return { clock, watchdog, answer, asked: () => asked, silences: () => silences };
}

describe('A process should be idle while no request to it is without an answer', () => {
  test('it is asked a minute after it was last heard, and has half a minute to answer', async () => {
    const { clock, watchdog, asked, silences } = setUp();
    watchdog.heard();
    await clock.advance(policy.askAfterMs - 1);
    expect(asked()).toBe(0);
    await clock.advance(1);
    expect(asked()).toBe(1);
    await clock.advance(policy.misses * policy.patienceMs - 1);
    expect(silences()).toBe(0);
    await clock.advance(1);
    expect(silences()).toBe(1);
  });

  test('a late answer, as after the sleep of the computer, is enough', async () => {
    const { clock, watchdog, answer, silences } = setUp();
    watchdog.heard();
    await clock.advance(policy.askAfterMs + policy.patienceMs);
    answer();
    await clock.advance(policy.patienceMs);
    expect(silences()).toBe(0);
  });

  test('one that works is not asked', async () => {
    const { clock, watchdog, answer, asked, silences } = setUp();
    watchdog.heard();
    watchdog.begin();
    answer();
    await clock.advance(24 * 3600_000);
    expect([asked(), silences()]).toEqual([1, 0]);
  });

  test('it is asked again once the last of its requests is answered', async () => {
    const { clock, watchdog, answer, asked } = setUp();
    watchdog.heard();
    const ends = [watchdog.begin(), watchdog.begin()];
    answer();
    ends[0]?.();
    await clock.advance(3600_000);
    expect(asked()).toBe(1);
    ends[1]?.();
    await clock.advance(policy.askAfterMs);
    expect(asked()).toBe(2);
  });

  test('one that says nothing when it starts is noticed after a minute', async () => {
    const { clock, watchdog, silences } = setUp();
    watchdog.begin();
    await clock.advance(policy.startMs - 1);
    expect(silences()).toBe(0);
    await clock.advance(1);
    expect(silences()).toBe(1);
  });

  test('nothing is asked, and nothing is said, once the process has gone', async () => {
    const { clock, watchdog, asked, silences } = setUp();
    const end = watchdog.begin();
    watchdog.dispose();
    end();
    watchdog.begin();
    await clock.advance(3600_000);
    expect([asked(), silences(), clock.pending]).toEqual([0, 0, 0]);
  });
});
