import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Disposable } from '../../common/disposable.js';
import type { Token } from '../../engine/tokenizer/token.js';
import type { CompletionServer, ServerStep } from '../completions/completionServer.js';
import { type Place, placeAfter, tokensTo } from './place.js';
import type { ServerVocabulary } from './serverVocabulary.js';

/** How far an answer may run ahead, and how many tokens are told of in each place. */
export interface ReadAheadOptions {
  readonly maxTokens: number;
  readonly top: number;
}

/**
 * An answer of a server that comes token by token. It follows the most probable tokens from a place on, as the engine mostly does, so that one
 * request gives many distributions; where the engine goes another way, it is given up.
 */
export class ReadAhead {
  readonly #stop = new CancellationSource();
  readonly #following: Disposable | undefined;
  readonly #steps: AsyncIterator<ServerStep>;
  #frontier: Place;
  #count = 0;
  #pending: Promise<void> | undefined;
  #isOver = false;

  constructor(
    server: CompletionServer,
    private readonly vocabulary: ServerVocabulary,
    start: Place,
    private readonly options: ReadAheadOptions,
    cancel: CancellationToken | undefined,
  ) {
    this.#frontier = start;
    this.#following = cancel?.onCancellationRequested(() => this.#stop.cancel());
    if (cancel?.isCancellationRequested) this.#stop.cancel();
    const steps = server.generate(vocabulary.promptOf(tokensTo(start)), options, this.#stop.token);
    this.#steps = steps[Symbol.asyncIterator]();
  }

  /** The place whose distribution comes next; undefined where no more do. */
  get frontier(): Place | undefined {
    return this.#isOver ? undefined : this.#frontier;
  }

  /** Waits for the distribution at the frontier, which moves on with it. Rejects with what the server failed of. */
  async advance(): Promise<void> {
    this.#pending ??= this.#step().finally(() => (this.#pending = undefined));
    await this.#pending;
  }

  /** Gives it up, and ends the server's work. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#following?.dispose();
    this.#stop.cancel();
    const ignored = (): void => undefined;
    // What it still fails of concerns no one.
    this.#pending?.catch(ignored);
    this.#steps.return?.().catch(ignored);
  }

  async #step(): Promise<void> {
    const place = this.#frontier;
    const told = await this.#steps.next().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    if (told.done === true) {
      // Before it has all the tokens that were asked for, the text is at its end.
      if (this.#count < this.options.maxTokens) place.next = this.#documentEnd();
      this.stop();
      return;
    }
    const step = told.value;
    this.#count++;
    const token = this.vocabulary.tokenOf(step);
    place.next = distributionOf(step, token, this.vocabulary);
    if (token === undefined) this.stop();
    else this.#frontier = placeAfter(place, [token]);
  }

  #documentEnd(): NonNullable<Place['next']> {
    const [end] = this.vocabulary.tokenizer.documentEnds;
    return end === undefined ? { tokens: [], logprobs: new Float32Array() } : { tokens: [end], logprobs: new Float32Array(1) };
  }
}

/** The most probable tokens, the chosen one among them, best first. */
function distributionOf(step: ServerStep, chosen: Token | undefined, vocabulary: ServerVocabulary): NonNullable<Place['next']> {
  const logprobs = new Map<Token, number>();
  const add = (token: Token | undefined, logprob: number | undefined): void => {
    if (token !== undefined && !logprobs.has(token)) logprobs.set(token, logprob ?? 0);
  };
  for (const told of step.top) add(vocabulary.tokenOf(told), told.logprob);
  add(chosen, step.logprob);
  const sorted = [...logprobs].sort(([, a], [, b]) => b - a);
  return { tokens: sorted.map(([token]) => token), logprobs: Float32Array.from(sorted, ([, logprob]) => logprob) };
}
