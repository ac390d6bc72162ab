import { describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { speedTrial } from '../../../../src/sessions/models/speedTrial.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

/** An engine that takes so long for each answer. */
function slowEngine(clock: FakeClock, answerMs: number): { readonly texts: string[]; readonly engine: ReturnType<typeof fakeEngine> } {
  const texts: string[] = [];
  const engine = fakeEngine({
    complete: async ({ context }) => {
      texts.push(context.before);
      await clock.advance(answerMs);
      const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 4 } as const;
      return { candidates: [], usage };
    },
  });
  return { texts, engine };
}

describe('A trial of the speed of a machine', () => {
  test.each([
    [500, 7],
    [10_000, 2],
  ])('takes about three seconds after the model is loaded: with %d ms for an answer, %d answers', async (answerMs, answers) => {
    const clock = new FakeClock();
    const { texts, engine } = slowEngine(clock, answerMs);
    await speedTrial(engine, clock, neverCancelled);
    expect(texts).toHaveLength(answers);
    expect(new Set(texts).size).toBe(answers);
  });

  test('ends when it is cancelled', async () => {
    const clock = new FakeClock();
    const { texts, engine } = slowEngine(clock, 1);
    const source = new CancellationSource();
    source.cancel();
    await speedTrial(engine, clock, source.token);
    expect(texts).toHaveLength(1);
  });
});
