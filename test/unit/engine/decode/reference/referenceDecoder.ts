import { type CancellationToken, neverCancelled } from '../../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../../src/common/clozeError.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from '../../../../../src/engine/runtime/decoder.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import type { LanguageModel } from './countingModel.js';

/** A decoder over an exact language model. It counts model steps, and refuses branches that are no longer valid. */
export class ReferenceDecoder implements Decoder {
  readonly cacheBytes = 0;
  readonly weightBytes = 0;
  readonly hiddenSize = 32;
  /** Model steps so far. */
  steps = 0;
  disposed = false;
  /** Called before each model step. */
  beforeStep: () => void = () => undefined;
  #branches: (readonly Token[])[] = [];
  /** Branches below this belong to an earlier prefill. */
  #firstValid = 0;

  constructor(
    private readonly model: LanguageModel,
    readonly vocabularySize: number,
    readonly contextLength = 4096,
  ) {}

  unread(tokens: readonly Token[]): number {
    return tokens.length - this.#known(tokens);
  }

  async prefill(tokens: readonly Token[], query: Query, cancel: CancellationToken = neverCancelled): Promise<Prefilled> {
    const known = this.#known(tokens);
    this.#firstValid = this.#branches.length;
    if (tokens.length === 0) throw new Error('A sequence needs at least one token.');
    await this.#step(cancel);
    return { ...this.#add(tokens, query), reused: Math.min(known, tokens.length - 1) };
  }

  /** How many of the tokens the sequences of the last prefill begin with. */
  #known(tokens: readonly Token[]): number {
    return Math.max(0, ...this.#branches.slice(this.#firstValid).map((known) => commonPrefix(known, tokens)));
  }

  async extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel: CancellationToken = neverCancelled,
  ): Promise<{ branch: Branch; next: Distribution }[]> {
    await this.#step(cancel);
    return steps.map(({ branch, tokens }) => this.#add([...this.sequence(branch), ...tokens], query));
  }

  async rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel: CancellationToken = neverCancelled,
  ): Promise<RatedTokens[]> {
    await this.#step(cancel);
    return continuations.map(({ branch, tokens }) => {
      const before = this.sequence(branch);
      const places = tokens.map((token, at) => ({ token, logprobs: this.model([...before, ...tokens.slice(0, at)]) }));
      return {
        logprobs: Float32Array.from(places, ({ token, logprobs }) => logprobs[token] ?? NaN),
        ranks: Int32Array.from(places, ({ token, logprobs }) => logprobs.filter((other) => other > (logprobs[token] ?? NaN)).length),
        top: places.map(({ logprobs }) => best(logprobs, top)),
      };
    });
  }

  /** Made-up states: a 1 at a place that the token decides. */
  async hiddenStates(sequences: readonly (readonly Token[])[], cancel: CancellationToken = neverCancelled): Promise<Float32Array[]> {
    await this.#step(cancel);
    return sequences.map((tokens) =>
      Float32Array.from({ length: tokens.length * this.hiddenSize }, (_, at) =>
        (tokens[Math.floor(at / this.hiddenSize)] ?? 0) % this.hiddenSize === at % this.hiddenSize ? 1 : 0,
      ),
    );
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }

  /** The tokens that a branch stands for. */
  sequence(branch: Branch): readonly Token[] {
    const tokens = this.#branches[branch];
    if (tokens === undefined || branch < this.#firstValid) throw new Error('The branch is of an earlier prefill.');
    return tokens;
  }

  async #step(cancel: CancellationToken): Promise<void> {
    if (this.disposed) throw new Error('The decoder is disposed.');
    this.beforeStep();
    if (cancel.isCancellationRequested) throw cancelledError();
    await Promise.resolve();
    this.steps++;
  }

  #add(tokens: readonly Token[], query: Query): { branch: Branch; next: Distribution } {
    if (tokens.length > this.contextLength) throw new Error(`A sequence of ${tokens.length} tokens does not fit.`);
    const logprobs = this.model(tokens);
    this.#branches.push(tokens);
    const rated = Float32Array.from(query.rate ?? [], (token) => logprobs[token] ?? NaN);
    return { branch: (this.#branches.length - 1) as Branch, next: { ...best(logprobs, query.top), rated } };
  }
}

function best(logprobs: Float64Array, count: number): { tokens: Token[]; logprobs: Float32Array } {
  const tokens = [...logprobs.keys()].sort((a, b) => (logprobs[b] ?? 0) - (logprobs[a] ?? 0) || a - b).slice(0, count) as Token[];
  return { tokens, logprobs: Float32Array.from(tokens, (token) => logprobs[token] ?? NaN) };
}

function commonPrefix(a: readonly Token[], b: readonly Token[]): number {
  const end = a.findIndex((token, at) => token !== b[at]);
  return end < 0 ? a.length : end;
}
