import { expect, test } from 'vitest';
import { replay } from '../../../bench/replay/replay.js';
import type { CompleteRequest, CompleteResult } from '../../../src/common/methods/completion.js';
import type { EngineApi } from '../../../src/common/engineApi.js';
import { FakeClock } from '../../util/fakeClock.js';

/** An engine that knows the writer's next word, and takes its time as one in another process does. */
function knowing(text: string, clock: FakeClock, ask: (request: CompleteRequest) => void): Pick<EngineApi, 'complete' | 'warm'> {
  return {
    async complete(request: CompleteRequest): Promise<CompleteResult> {
      ask(request);
      await new Promise<void>((resolve) => clock.schedule(5, resolve));
      const next = /^\s*\S+/.exec(text.slice(text.indexOf(request.context.before) + request.context.before.length))?.[0] ?? '';
      const completion = { text: next, tokens: [], stop: 'word', acceptance: { whole: 1, firstWord: 1 } } as const;
      const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 0, decodeMs: 0, decodedTokens: 0 } as const;
      return { candidates: next === '' ? [] : [completion], usage };
    },
    warm: () => Promise.reject(new Error('Nothing is left to read.')),
  };
}

test('Each key of a replay either needs the model or goes along with what is shown', async () => {
  const before = 'The lighthouse stood on a rock.';
  const typed = ' It was old and grey';
  const asked: string[] = [];
  const clock = new FakeClock();
  const engine = knowing(before + typed, clock, ({ context }) => asked.push(context.before));
  const replayed = replay(before, typed, 60, engine, clock);
  // Longer than the typing, and the debounce and the answer after its last key.
  for (let ms = 0; ms < 3000; ms += 5) await clock.advance(5);
  const { latencies, along, shown } = await replayed;
  expect(latencies.length + along).toBe(typed.length);
  expect(along).toBeGreaterThan(0);
  expect(shown).toBeGreaterThanOrEqual(along);
  expect(asked.every((text) => text.startsWith(before))).toBe(true);
  expect(asked.length).toBeLessThanOrEqual(latencies.length);
});
