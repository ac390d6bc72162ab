import { systemClock } from '../../src/backend/systemClock.js';
import { CancellationSource, neverCancelled } from '../../src/common/cancellation.js';
import { sleep } from '../../src/sessions/completion/waiting.js';
import { endOf, type LanguageClient } from './languageClient.js';

/**
 * Types `text` after `before`, which the client has open, at an even pace, and asks for continuations after each key, as an editor does; each
 * key cancels the wait for the one before.
 * @returns for each key the milliseconds until the writer has an answer to it or to a later one
 */
export async function replayKeys(client: LanguageClient, before: string, text: string, keyMs: number): Promise<readonly number[]> {
  const latencies: number[] = [];
  let waiting: number[] = [];
  let wanted = new CancellationSource();
  let answer: Promise<void> = Promise.resolve();
  const started = systemClock.now();
  for (let typed = 1; typed <= text.length; typed++) {
    await sleep(systemClock, started + typed * keyMs - systemClock.now(), neverCancelled);
    wanted.cancel();
    wanted = new CancellationSource();
    const { token } = wanted;
    waiting.push(systemClock.now());
    const place = endOf(before + text.slice(0, typed - 1));
    await client.insert(place, text.slice(typed - 1, typed));
    answer = client.continuations(endOf(before + text.slice(0, typed)), token).then(() => {
      if (token.isCancellationRequested) return;
      const now = systemClock.now();
      latencies.push(...waiting.map((pressed) => now - pressed));
      waiting = [];
    });
  }
  await answer;
  return latencies;
}
