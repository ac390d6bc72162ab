import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from '../../engine/runtime/decoder.js';
import type { Token } from '../../engine/tokenizer/token.js';
import type { CompletionServer } from '../completions/completionServer.js';
import { inOrder } from '../../common/inOrder.js';
import { keepOnly, leadsTo, type Place, placeAfter, rootPlace, tokensTo } from './place.js';
import { ReadAhead } from './readAhead.js';
import { ratedTokens } from './ratedTokens.js';
import type { ServerVocabulary } from './serverVocabulary.js';

/** The length of a text for which most models are made, where a server does not say how much its model reads. */
export const usualContext = 4096;

/** Requests that rate texts at the same time. */
const maxInFlight = 4;

/** With more alternatives than this, an answer tells of one place only. */
const wideTop = 64;

/** Tokens of which an answer tells at least: healing looks for those that agree with what is typed. */
const leastTop = 16;

/**
 * A causal model on a server. To the engine it is a decoder as any other, so that all that chooses, heals, ends and judges is the same
 * for it; but of a distribution it knows only the most probable tokens.
 */
export class ServerDecoder implements Decoder {
  readonly isPartial = true;
  readonly hiddenSize = 0;
  readonly weightBytes = 0;
  readonly cacheBytes = 0;
  readonly #root = rootPlace();
  readonly #places: Place[] = [];
  #answers: ReadAhead[] = [];

  constructor(
    private readonly server: CompletionServer,
    private readonly vocabulary: ServerVocabulary,
  ) {
    if (server.capabilities.promptLogprobs === 'none') this.cannotRate = true;
  }

  readonly cannotRate?: true;

  get vocabularySize(): number {
    return this.vocabulary.tokenizer.vocabularySize;
  }

  get contextLength(): number {
    return this.server.capabilities.contextLength ?? usualContext;
  }

  /** A server's cache is its own matter. */
  unread(): number {
    return 0;
  }

  async prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled> {
    this.endTurn();
    const place = placeAfter(this.#root, tokens);
    keepOnly(place);
    this.#places.length = 0;
    return { branch: this.#branch(place), next: await this.#distribution(place, query, cancel), reused: 0 };
  }

  async extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel?: CancellationToken,
  ): Promise<{ readonly branch: Branch; readonly next: Distribution }[]> {
    const places = steps.map(({ branch, tokens }) => placeAfter(this.#place(branch), tokens));
    this.#giveUpBut(places);
    const next = await Promise.all(places.map((place) => this.#distribution(place, query, cancel)));
    return places.map((place, index) => ({ branch: this.#branch(place), next: next[index] as Distribution }));
  }

  async rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel?: CancellationToken,
  ): Promise<RatedTokens[]> {
    const rateOne = ({ branch, tokens }: (typeof continuations)[number]): Promise<RatedTokens> =>
      ratedTokens(this.server, this.vocabulary, tokensTo(this.#place(branch)), tokens, top, cancel);
    return inOrder(continuations, maxInFlight, rateOne);
  }

  hiddenStates(): Promise<never> {
    const message = 'A server gives no vectors of its model. Choose the encoder, or a model of this machine.';
    return Promise.reject(new ClozeError({ code: 'model-unsupported', message }));
  }

  /** What the server still answers is not wanted any more. */
  endTurn(): void {
    for (const answer of this.#answers) answer.stop();
    this.#answers = [];
  }

  async dispose(): Promise<void> {
    this.endTurn();
    await this.server.close();
  }

  #branch(place: Place): Branch {
    return (this.#places.push(place) - 1) as Branch;
  }

  #place(branch: Branch): Place {
    const place = this.#places[branch];
    if (place === undefined) throw new Error('A branch of an earlier text was used.');
    return place;
  }

  async #distribution(place: Place, query: Query, cancel: CancellationToken | undefined): Promise<Distribution> {
    if (query.top === 0 && query.rate === undefined) return { tokens: [], logprobs: new Float32Array(), rated: new Float32Array() };
    const { tokens, logprobs } = await this.#next(place, query, cancel);
    const known = new Map(tokens.map((token, index): [Token, number] => [token, logprobs[index] ?? -Infinity]));
    const wanted = query.rate ?? [];
    if (wanted.length > 0 && !wanted.some((token) => known.has(token))) await this.#addAllowed(known, place, wanted, cancel);
    const rated = Float32Array.from(wanted, (token) => known.get(token) ?? -Infinity);
    const all = logprobs.reduce((sum, logprob) => sum + Math.exp(logprob), 0);
    return { tokens: tokens.slice(0, query.top), logprobs: logprobs.slice(0, query.top), rated, known: all };
  }

  /** What the server says comes next: from an answer that is under way here, else from a new one. */
  async #next(place: Place, query: Query, cancel: CancellationToken | undefined): Promise<NonNullable<Place['next']>> {
    while (place.next === undefined) {
      const answer = this.#answers.find(({ frontier }) => frontier === place) ?? this.#ask(place, query, cancel);
      await answer.advance();
    }
    return place.next;
  }

  #ask(place: Place, { top, rate, ahead = 1 }: Query, cancel: CancellationToken | undefined): ReadAhead {
    const { top: most } = this.server.capabilities;
    // Among very many tokens may be those that agree with what is typed; so many are not sent for each of the next places too.
    const isWide = rate !== undefined && rate.length > 0 && most > wideTop;
    const options = { maxTokens: isWide ? 1 : Math.max(1, ahead), top: isWide ? most : Math.max(leastTop, top) };
    const answer = new ReadAhead(this.server, this.vocabulary, place, options, cancel);
    this.#answers = [...this.#answers.filter(({ frontier }) => frontier !== undefined), answer];
    return answer;
  }

  /** None of the most probable tokens agrees with what is typed: asks for the most probable one that does, where the server can be told which do. */
  async #addAllowed(
    known: Map<Token, number>,
    place: Place,
    allowed: readonly Token[],
    cancel: CancellationToken | undefined,
  ): Promise<void> {
    const prompt = this.vocabulary.promptOf(tokensTo(place));
    if (!this.server.capabilities.allowedTokens || !('ids' in prompt)) return;
    const may = new Set(allowed);
    for await (const step of this.server.generate(prompt, { maxTokens: 1, top: leastTop, allowed }, cancel)) {
      for (const told of [step, ...step.top]) {
        const token = this.vocabulary.tokenOf(told);
        if (token !== undefined && may.has(token) && told.logprob !== undefined) known.set(token, told.logprob);
      }
    }
  }

  #giveUpBut(wanted: readonly Place[]): void {
    const isWanted = ({ frontier }: ReadAhead): boolean => frontier !== undefined && wanted.some((place) => leadsTo(place, frontier));
    for (const answer of this.#answers) if (!isWanted(answer)) answer.stop();
    this.#answers = this.#answers.filter(isWanted);
  }
}
