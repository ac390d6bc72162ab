import type { CancellationToken } from '../../src/common/cancellation.js';
import type { Clock } from '../../src/common/clock.js';
import type { CompletionRecord } from '../../src/common/completionRecord.js';
import type { Disposable } from '../../src/common/disposable.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import type { Completion } from '../../src/common/methods/completion.js';
import { CompletionSession, type Preferences } from '../../src/sessions/completion/completionSession.js';
import { placeAt } from '../../src/sessions/completion/place.js';
import type { SuggestionEntry } from '../../src/writing/continuation/suggestionCache.js';
import type { GhostText } from './simulatedWriter.js';

/** A suggestion from when it first came up. */
export interface ShownSuggestion {
  readonly id: number;
  /** Where it came up. */
  readonly caret: number;
  readonly completion: Completion;
}

/** The writer looks at each answer before the next key, and no time passes between the two: what is scheduled never comes due. */
const clock: Clock = {
  now: () => performance.now(),
  schedule: () => ({ dispose: () => undefined }),
};

/** Learns nothing, so that the figures of a row do not depend on the rows before it. */
const bias = { correct: (chance: number): number => chance, learn: (): void => undefined };

/** The editor's completion session for a simulated writer: without debounce, and with what the figures are computed from. */
export class WriterSession implements Disposable {
  readonly #session: CompletionSession;
  readonly #ids = new Map<SuggestionEntry, number>();
  readonly #shown: ShownSuggestion[] = [];
  readonly #latencies: number[] = [];
  #keysAlong = 0;
  #answer: CompletionRecord | undefined;
  #failure: Error | undefined;

  constructor(
    engine: Pick<EngineApi, 'complete'>,
    private readonly preferences: Preferences,
    private readonly cancel: CancellationToken,
  ) {
    this.#session = new CompletionSession({
      // Each answer comes from the whole context, so that it does not depend on what the engine has read before.
      engine: {
        complete: (request, token) => this.#timed(() => engine.complete({ ...request, brief: false }, token)),
        warm: () => Promise.reject(new Error('Nothing is left to read.')),
      },
      clock,
      debounceMs: () => 0,
      bias,
      onAnswer: (record) => (this.#answer = record),
      onLearnt: () => undefined,
      onBusy: () => undefined,
      onUnheard: () => undefined,
      onFailure: (error) => (this.#failure = error instanceof Error ? error : new Error(String(error))),
    });
  }

  /** How long the engine took for each key that needed it, in milliseconds. */
  get latencies(): readonly number[] {
    return this.#latencies;
  }

  /** How many keys needed no engine because the writer typed through what was shown, or accepted some of it. */
  get keysAlong(): number {
    return this.#keysAlong;
  }

  get shown(): readonly ShownSuggestion[] {
    return this.#shown;
  }

  /** The ghost text at the end of what is written. Rejects as the engine does. */
  async suggest(before: string): Promise<GhostText | undefined> {
    const plainLength = before.replaceAll('\r\n', '\n').length;
    const place = placeAt({ text: before, offset: before.length, document: '', documentOffset: plainLength, language: 'plaintext' });
    if (typeof place === 'string') return undefined;
    const asked = this.#latencies.length;
    const hit = await this.#session.suggest({ ...place, explicit: false, preferences: this.preferences }, this.cancel);
    if (this.#failure !== undefined) throw this.#failure;
    const first = hit?.choices[0];
    if (hit === undefined || first === undefined) return undefined;
    if (this.#latencies.length === asked) this.#keysAlong += 1;
    return { id: this.#idOf(hit.entry, before.length), text: first.rest };
  }

  dispose(): void {
    this.#session.dispose();
  }

  #idOf(entry: SuggestionEntry, caret: number): number {
    const known = this.#ids.get(entry);
    if (known !== undefined) return known;
    const id = this.#shown.length;
    this.#ids.set(entry, id);
    const completion = this.#answer?.candidates.find(({ verdict }) => verdict.show !== 'nothing')?.completion;
    if (completion !== undefined) this.#shown.push({ id, caret, completion });
    return id;
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.#latencies.push(performance.now() - started);
    return result;
  }
}
