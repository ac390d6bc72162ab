import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { isCancelled } from '../../common/clozeError.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Completion, CompletionPiece, StopAt, TextContext, Usage } from '../../common/methods/completion.js';
import type { CompletionRecord } from '../../common/completionRecord.js';
import type { Quietness } from '../../common/completionRecord.js';
import type { AcceptanceBias } from './acceptanceBias.js';
import { type CaretText, isSamePlace } from '../../writing/continuation/caretText.js';
import { type ChoiceRules, chooseShown, judgeAll } from '../../writing/continuation/choices.js';
import { completeRequest } from '../../writing/continuation/engineRequest.js';
import { InFlight } from './inFlight.js';
import { OutcomeWatch } from './outcomeWatch.js';
import { type Thresholds, thresholds } from '../../writing/continuation/quietness.js';
import { type CacheHit, type Choice, type OpenChoice, SuggestionCache } from '../../writing/continuation/suggestionCache.js';
import { settledOrCancelled, sleep } from './waiting.js';
import { firstWords } from '../../writing/continuation/words.js';

/** A place in a text where a suggestion is wanted. */
export interface Query {
  readonly caret: CaretText;
  /** What the engine is to read. Asked for only where the engine is needed. */
  readonly context: () => TextContext;
  readonly preferences: Preferences;
  /** Whether the writer asked, so that thresholds and waiting do not apply. */
  readonly explicit: boolean;
  readonly insideWord: boolean;
}

export interface Preferences {
  readonly quietness: Quietness;
  readonly maxWords: number;
  readonly stopAt: StopAt;
  /** Other thresholds than those of the quietness, for measurements. */
  readonly limits?: Thresholds;
}

export interface SessionDependencies {
  readonly engine: Pick<EngineApi, 'complete' | 'warm'>;
  readonly clock: Clock;
  /** How long to wait for the next key before asking, by how the writer types. */
  readonly debounceMs: () => number;
  readonly bias: Pick<AcceptanceBias, 'correct' | 'learn'>;
  /** Called with each answer, and again where one that was given before is shown once more. */
  readonly onAnswer: (record: CompletionRecord) => void;
  readonly onLearnt: () => void;
  readonly onBusy: (busy: boolean) => void;
  readonly onFailure: (error: unknown) => void;
  /**
   * The engine has answered, but the editor no longer waits: it gave its request up, as when it lost the focus while the model was
   * loaded, and does not ask again by itself. Or it gave it up before the engine was asked, and no other came for a while. Called with the
   * place that it asked for last, unless nothing is to be shown there.
   */
  readonly onUnheard: (caret: CaretText) => void;
}

/**
 * The engine is asked at the key itself where the wait for the next one is no longer than this, in milliseconds: it would be asked anyway.
 * In a burst most of its work would be for nothing.
 */
const longestCalmWait = 60;

/** Another request follows one that was given up within this time, if one follows at all. */
const nextRequestMs = 500;

/**
 * Decides what is suggested at a caret, from place to place: what was said before is used as long as it fits the text,
 * the engine works on one place at a time, and work that no longer fits is given up.
 */
export class CompletionSession implements Disposable {
  readonly #dependencies: SessionDependencies;
  readonly #cache = new SuggestionCache();
  /** The answers that the cache was filled from, by their places. */
  readonly #answers = new WeakMap<CaretText, CompletionRecord>();
  #lastTold: CompletionRecord | undefined;
  readonly #outcomes: OutcomeWatch;
  #inFlight: InFlight | undefined;
  /** Reads what a brief answer left out. */
  #reading: CancellationSource | undefined;
  /** What the editor asked for last by itself. */
  #latest: { readonly caret: CaretText; readonly token: CancellationToken } | undefined;
  #lastMissed: CaretText | undefined;
  #nextRequest: Disposable | undefined;

  constructor(dependencies: SessionDependencies) {
    this.#dependencies = dependencies;
    this.#outcomes = new OutcomeWatch((chance, outcome) => {
      dependencies.bias.learn(chance, outcome);
      dependencies.onLearnt();
    });
  }

  /** What to show at a place; `undefined` for nothing, and after a cancel. Never rejects. */
  async suggest(query: Query, token: CancellationToken): Promise<CacheHit | undefined> {
    this.#outcomes.seen(query.caret, this.#dependencies.clock.now());
    this.#nextRequest?.dispose();
    this.#latest = query.explicit ? undefined : { caret: query.caret, token };
    if (this.#inFlight?.mayFit(query.caret) === false) this.#cancel();
    const known = this.#find(query);
    if (known !== undefined) return this.#show(known);
    const found = await this.#ask(query, token);
    return found === undefined || token.isCancellationRequested ? undefined : this.#show(found);
  }

  /** What can be shown at a place without the engine, best first. */
  choicesAt(caret: CaretText): readonly OpenChoice[] {
    return this.#cache.find(caret)?.choices ?? [];
  }

  /** Shows one of the choices at a place before the others from now on. */
  prefer(caret: CaretText, choice: Choice): void {
    this.#cache.prefer(caret, choice);
  }

  /** Forgets all suggestions and gives up what is under way, for example because settings have changed. */
  clear(): void {
    this.#cancel();
    this.#reading?.cancel();
    this.#nextRequest?.dispose();
    this.#latest = undefined;
    this.#cache.clear();
  }

  dispose(): void {
    this.clear();
  }

  async #ask(query: Query, token: CancellationToken): Promise<CacheHit | undefined> {
    const { clock, debounceMs } = this.#dependencies;
    const waiting = this.#inFlight;
    let asked: InFlight | undefined;
    if (waiting !== undefined && (waiting.explicit || !query.explicit)) {
      // The place is a few keys further at most. Waiting for the answer takes less time than starting again.
      await settledOrCancelled(waiting.settled, token);
    } else if (!query.explicit && this.#cache.find(query.caret)?.consumed !== true) {
      const wait = debounceMs();
      const pause = sleep(clock, wait, token);
      if (wait <= longestCalmWait) asked = this.#start(query);
      if (asked !== undefined) await settledOrCancelled(asked.settled, token);
      await pause;
    }
    if (token.isCancellationRequested) {
      this.#waitForNext(query.caret);
      return undefined;
    }
    const known = this.#find(query);
    if (known !== undefined || asked !== undefined) return known;
    await settledOrCancelled(this.#start(query).settled, token);
    return this.#find(query);
  }

  /** An entry that answers a query without the engine. */
  #find(query: Query): CacheHit | undefined {
    const hit = this.#cache.find(query.caret);
    if (hit === undefined || (query.explicit && !hit.entry.explicit)) return undefined;
    return hit.choices.length > 0 || hit.typed === '' ? hit : undefined;
  }

  #start(query: Query): InFlight {
    this.#cancel();
    const inFlight: InFlight = new InFlight(query.caret, query.explicit, (token, onPiece) =>
      this.#complete(query, token, (soFar) => {
        onPiece(soFar);
        this.#giveUpMisfit(inFlight);
      }),
    );
    this.#inFlight = inFlight;
    this.#dependencies.onBusy(true);
    void inFlight.settled.then(() => {
      if (this.#inFlight !== inFlight) return;
      this.#inFlight = undefined;
      this.#dependencies.onBusy(false);
    });
    return inFlight;
  }

  /** Gives up an answer as soon as it begins otherwise than the writer went on. */
  #giveUpMisfit(inFlight: InFlight): void {
    const now = this.#latest?.caret;
    if (now !== undefined && this.#inFlight === inFlight && !inFlight.mayFit(now)) this.#cancel();
  }

  async #complete(query: Query, token: CancellationToken, onPiece: (soFar: string) => void): Promise<void> {
    const { engine, clock, onFailure } = this.#dependencies;
    const started = clock.now();
    const limits = limitsOf(query.preferences);
    try {
      const request = completeRequest(query.context(), {
        ...query.preferences,
        minConfidence: limits.minConfidence,
        explicit: query.explicit,
      });
      // Of several candidates another than the first may fit.
      const report = request.candidates === 1 ? ({ text }: CompletionPiece): void => onPiece(text) : undefined;
      const result = await engine.complete(request, token, report);
      if (token.isCancellationRequested) return;
      if (result.usage.isBrief === true) this.#readRest(request.context);
      const answer = { query, context: request.context, usage: result.usage, latencyMs: clock.now() - started };
      for (const { typed, candidates } of result.ahead ?? []) this.#remember(ahead(answer, typed), candidates);
      this.#tellAnswer(this.#remember(answer, result.candidates));
      this.#tellUnheard();
    } catch (error) {
      if (!isCancelled(error)) onFailure(error);
    }
  }

  /** Reads the whole context, so that the next answer comes from it. */
  #readRest(context: TextContext): void {
    this.#reading?.cancel();
    const source = (this.#reading = new CancellationSource());
    this.#dependencies.engine.warm({ context }, source.token).catch((error: unknown) => {
      if (!isCancelled(error)) this.#dependencies.onFailure(error);
    });
  }

  /** Remembers what is to be shown at a place, and what explains it. */
  #remember({ query, context, usage, latencyMs }: Answer, completions: readonly Completion[]): CompletionRecord {
    const { caret, explicit, preferences, insideWord } = query;
    const { quietness, maxWords } = preferences;
    const { correct } = this.#dependencies.bias;
    const rules: ChoiceRules = { limits: limitsOf(preferences), maxWords, explicit, insideWord, after: context.after, correct };
    const candidates = judgeAll(completions, rules);
    const before = explicit ? this.#cache.find(caret) : undefined;
    const shown = before?.typed === '' ? before.choices : [];
    this.#cache.add({ caret, explicit, choices: keepOrder(shown, chooseShown(candidates, rules)) });
    const record = { ...caret, explicit, quietness, candidates, usage, latencyMs };
    this.#answers.set(caret, record);
    return record;
  }

  #tellUnheard(): void {
    const latest = this.#latest;
    if (latest?.token.isCancellationRequested !== true) return;
    this.#latest = undefined;
    const hit = this.#cache.find(latest.caret);
    if (hit === undefined || hit.choices.length > 0 || hit.typed !== '') this.#dependencies.onUnheard(latest.caret);
  }

  /** A request that was given up before the engine was asked is followed by another at the next key, or else by none at all. */
  #waitForNext(caret: CaretText): void {
    if (this.#latest?.caret !== caret || this.#inFlight !== undefined || isSamePlace(caret, this.#lastMissed)) return;
    this.#nextRequest = this.#dependencies.clock.schedule(nextRequestMs, () => {
      this.#latest = undefined;
      // Once for a place, in case the editor gives it up there each time.
      this.#lastMissed = caret;
      this.#dependencies.onUnheard(caret);
    });
  }

  #tellAnswer(record: CompletionRecord): void {
    if (record === this.#lastTold) return;
    this.#lastTold = record;
    this.#dependencies.onAnswer(record);
  }

  #show(hit: CacheHit): CacheHit {
    const answer = this.#answers.get(hit.entry.caret);
    if (answer !== undefined && hit.choices.length > 0) this.#tellAnswer(answer);
    const first = hit.choices[0];
    // What the writer asked for says little about what they want to see unasked.
    if (first !== undefined && !hit.entry.explicit) {
      const firstWordLength = firstWords(first.text, 1).length;
      this.#outcomes.shown({ caret: hit.entry.caret, ...first, firstWordLength }, this.#dependencies.clock.now());
    }
    return hit;
  }

  #cancel(): void {
    if (this.#inFlight === undefined) return;
    this.#inFlight.cancel();
    this.#inFlight = undefined;
    this.#dependencies.onBusy(false);
  }
}

/** What the engine said, and where. */
interface Answer {
  readonly query: Query;
  readonly context: TextContext;
  readonly usage: Usage;
  readonly latencyMs: number;
}

/** The same answer for the place after some more characters. */
function ahead(answer: Answer, typed: string): Answer {
  const { caret } = answer.query;
  const next = { ...caret, offset: caret.offset + typed.length, before: caret.before + typed };
  return { ...answer, query: { ...answer.query, caret: next } };
}

function limitsOf({ limits, quietness }: Preferences): Thresholds {
  return limits ?? thresholds[quietness];
}

/** What is shown already stays first, as far as it now goes on, so that asking for more does not change what the writer looks at. */
function keepOrder(shown: readonly Choice[], choices: readonly Choice[]): Choice[] {
  const first = shown.map((choice) => choices.find(({ text }) => text.startsWith(choice.text)) ?? choice);
  return [...new Set([...first, ...choices])];
}
