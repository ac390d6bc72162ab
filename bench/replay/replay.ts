import { setImmediate } from 'node:timers/promises';
import { CancellationSource, neverCancelled } from '../../src/common/cancellation.js';
import type { Clock } from '../../src/common/clock.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import { systemClock } from '../../src/backend/systemClock.js';
import { AcceptanceBias } from '../../src/sessions/completion/acceptanceBias.js';
import { CompletionSession } from '../../src/sessions/completion/completionSession.js';
import { placeAt } from '../../src/sessions/completion/place.js';
import { sleep } from '../../src/sessions/completion/waiting.js';
import { TypingPause } from '../../src/sessions/completion/typingPause.js';

export interface Replay {
  /** For each key that needed the model: milliseconds until ghost text, or the decision that there is none, for it or for a later key. */
  readonly latencies: readonly number[];
  /** Keys that needed no model because they went along with the ghost text that was shown. */
  readonly along: number;
  /** Keys after which the writer saw ghost text. */
  readonly shown: number;
}

/** The editor's default settings. */
const preferences = { quietness: 'balanced', maxWords: 10, stopAt: 'sentence' } as const;

/**
 * Types `text` after `before` at an even pace, through the editor's own session and the given engine. As the editor does, each key cancels
 * the wait for the one before. A key that is overtaken by the next counts until the writer has an answer, however many keys later that is.
 */
export async function replay(
  before: string,
  text: string,
  keyMs: number,
  engine: Pick<EngineApi, 'complete' | 'warm'>,
  clock: Clock = systemClock,
): Promise<Replay> {
  const pause = new TypingPause(clock);
  const failures: unknown[] = [];
  const session = new CompletionSession({
    engine,
    clock,
    debounceMs: () => pause.remainingMs,
    bias: new AcceptanceBias(),
    onAnswer: () => undefined,
    onLearnt: () => undefined,
    onBusy: () => undefined,
    onFailure: (error) => failures.push(error),
    onUnheard: () => undefined,
  });
  const latencies: number[] = [];
  let waiting: number[] = [];
  let along = 0;
  let shown = 0;
  const answered = (choices: number): void => {
    const now = clock.now();
    latencies.push(...waiting.map((pressed) => now - pressed));
    waiting = [];
    if (choices > 0) shown += 1;
  };

  let wanted = new CancellationSource();
  let answer: Promise<void> = Promise.resolve();
  const started = clock.now();
  for (let typed = 1; typed <= text.length; typed++) {
    await sleep(clock, started + typed * keyMs - clock.now(), neverCancelled);
    wanted.cancel();
    wanted = new CancellationSource();
    const { token } = wanted;
    const pressed = clock.now();
    pause.typed(text.slice(typed - 1, typed));
    const written = before + text.slice(0, typed);
    const place = placeAt({
      text: written,
      offset: written.length,
      document: 'replay',
      documentOffset: written.length,
      language: 'markdown',
    });
    if (typeof place === 'string') continue;
    const key: { isAnswered: boolean } = { isAnswered: false };
    answer = session.suggest({ ...place, explicit: false, preferences }, token).then((hit) => {
      key.isAnswered = true;
      if (!token.isCancellationRequested) answered(hit?.choices.length ?? 0);
    });
    // What the session knows already it says before anything else can happen.
    await setImmediate();
    if (key.isAnswered) along += 1;
    else waiting.push(pressed);
  }
  await answer;
  session.dispose();
  if (failures.length > 0) throw new AggregateError(failures, 'The engine failed during the replay.');
  return { latencies, along, shown };
}
