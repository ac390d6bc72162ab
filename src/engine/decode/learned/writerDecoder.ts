import type { CancellationToken } from '../../../common/cancellation.js';
import { historyLength } from '../../../learning/manuscript/contextIndex.js';
import type { Context } from '../../../learning/manuscript/evidence.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from '../../runtime/decoder.js';
import type { Token } from '../../tokenizer/token.js';
import type { WriterModel } from './writerModel.js';

/** So many of the model's most probable tokens are looked at, as one of them may become the best. */
const leastTop = 64;

/**
 * A decoder whose probabilities are those of a model blended with what its writer has written. It evaluates what the model does, and holds no
 * cache of its own: what it says of a token depends on the tokens before it alone.
 */
export class WriterDecoder implements Decoder {
  /** The last tokens of each branch. */
  readonly #histories = new Map<Branch, readonly Token[]>();

  constructor(
    private readonly decoder: Decoder,
    private readonly writer: WriterModel,
  ) {}

  get vocabularySize(): number {
    return this.decoder.vocabularySize;
  }

  get contextLength(): number {
    return this.decoder.contextLength;
  }

  get hiddenSize(): number {
    return this.decoder.hiddenSize;
  }

  get weightBytes(): number {
    return this.decoder.weightBytes;
  }

  get cacheBytes(): number {
    return this.decoder.cacheBytes;
  }

  unread(tokens: readonly Token[]): number {
    return this.decoder.unread(tokens);
  }

  async prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled> {
    const history = tokens.slice(-historyLength);
    const contexts = this.writer.contexts(history);
    const candidates = this.writer.candidates(contexts);
    const prefilled = await this.decoder.prefill(tokens, this.#wider(query, candidates), cancel);
    this.#histories.clear();
    this.#histories.set(prefilled.branch, history);
    return { ...prefilled, next: this.#blended(prefilled.next, contexts, query, candidates) };
  }

  async extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel?: CancellationToken,
  ): Promise<{ readonly branch: Branch; readonly next: Distribution }[]> {
    const histories = steps.map(({ branch, tokens }) => this.#historyOf(branch, tokens));
    const contexts = histories.map((history) => this.writer.contexts(history));
    const own = contexts.map((each) => this.writer.candidates(each));
    const candidates = [...new Set(own.flat())];
    const results = await this.decoder.extend(steps, this.#wider(query, candidates), cancel);
    return results.map(({ branch, next }, index) => {
      this.#histories.set(branch, histories[index] ?? []);
      return { branch, next: this.#blended(next, contexts[index] ?? [], query, candidates, new Set(own[index])) };
    });
  }

  async rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel?: CancellationToken,
  ): Promise<RatedTokens[]> {
    const rated = await this.decoder.rate(continuations, Math.max(top, leastTop), cancel);
    return rated.map((ratings, index) => this.#rated(ratings, continuations[index] as (typeof continuations)[number], top));
  }

  hiddenStates(sequences: readonly (readonly Token[])[], cancel?: CancellationToken): Promise<Float32Array[]> {
    return this.decoder.hiddenStates(sequences, cancel);
  }

  async dispose(): Promise<void> {
    await this.decoder.dispose();
  }

  #historyOf(branch: Branch, tokens: readonly Token[]): readonly Token[] {
    return [...(this.#histories.get(branch) ?? []), ...tokens].slice(-historyLength);
  }

  #wider({ top, rate = [] }: Query, candidates: readonly Token[]): Query {
    return { top: Math.min(this.vocabularySize, Math.max(top, leastTop)), rate: [...rate, ...candidates] };
  }

  /**
   * @param candidates what was asked about after `query.rate`
   * @param own those of them that are this step's
   */
  #blended(
    next: Distribution,
    contexts: readonly Context[],
    { top, rate = [] }: Query,
    candidates: readonly Token[],
    own: ReadonlySet<Token> = new Set(candidates),
  ): Distribution {
    const evidence = this.writer.after(contexts, next.logprobs[0] ?? -Infinity);
    const others = new Map<Token, number>();
    for (const [at, token] of candidates.entries()) if (own.has(token)) others.set(token, next.rated[rate.length + at] ?? -Infinity);
    const rated = Float32Array.from(rate, (token, at) => this.writer.logprob(evidence, token, next.rated[at] ?? -Infinity));
    return { ...this.writer.best(evidence, next, others, top), rated };
  }

  /** Where the model was not asked about a candidate, it takes it for less probable than the last of those that it named. */
  #rated(
    { logprobs, ranks, top: named }: RatedTokens,
    continuation: { branch: Branch; tokens: readonly Token[] },
    top: number,
  ): RatedTokens {
    const before = this.#histories.get(continuation.branch) ?? [];
    const all = [...before, ...continuation.tokens];
    const places = continuation.tokens.map((token, at) => {
      const contexts = this.writer.contexts(all.slice(Math.max(0, before.length + at - historyLength), before.length + at));
      const model = named[at] ?? { tokens: [], logprobs: new Float32Array() };
      const evidence = this.writer.after(contexts, model.logprobs[0] ?? -Infinity);
      const own = this.writer.logprob(evidence, token, logprobs[at] ?? -Infinity);
      const candidates = this.writer.candidates(contexts).map((candidate) => [candidate, -Infinity] as const);
      const best = this.writer.best(evidence, model, new Map(candidates), leastTop);
      const better = best.logprobs.filter((logprob, nth) => logprob > own && best.tokens[nth] !== token).length;
      const rank = better < best.tokens.length ? better : Math.max(better, ranks[at] ?? 0);
      return { own, rank, top: { tokens: best.tokens.slice(0, top), logprobs: best.logprobs.slice(0, top) } };
    });
    return {
      logprobs: Float32Array.from(places, ({ own }) => own),
      ranks: Int32Array.from(places, ({ rank }) => rank),
      top: places.map((place) => place.top),
    };
  }
}
