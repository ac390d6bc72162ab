import type { CancellationToken } from '../../../common/cancellation.js';
import { cancelledError } from '../../../common/clozeError.js';
import { modelInvalid } from '../../models/modelErrors.js';
import type { Token } from '../../tokenizer/token.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from '../decoder.js';
import { lacks } from '../encoderErrors.js';
import { PastCache } from './pastCache.js';
import type { ReadyCheckpoint, ReadyModel } from './readyModel.js';
import { distributionOf, rankOf } from './scoredRow.js';

/** Tokens that one step reads at most: the graph gives scores of the whole vocabulary for each. */
const maxTokensAtOnce = 64;

/** A decoder whose graph others made. A branch is a list of tokens; what was read of it is found again in a small cache. */
export class ReadyDecoder implements Decoder {
  readonly #cache = new PastCache();
  #branches: (readonly Token[])[] = [];

  constructor(
    private readonly checkpoint: ReadyCheckpoint,
    private readonly model: ReadyModel,
  ) {}

  get vocabularySize(): number {
    return this.checkpoint.readyMade.shape.vocabularySize;
  }

  get contextLength(): number {
    return this.checkpoint.readyMade.shape.contextLength;
  }

  get hiddenSize(): number {
    return this.checkpoint.readyMade.shape.hiddenSize;
  }

  get weightBytes(): number {
    return this.model.weightBytes;
  }

  get cacheBytes(): number {
    return this.#cache.bytes;
  }

  unread(tokens: readonly Token[]): number {
    return tokens.length - this.#cache.shared(tokens);
  }

  async prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled> {
    const reused = Math.min(this.#cache.shared(tokens), tokens.length - 1);
    this.#branches = [];
    return { ...(await this.#next(tokens, query, cancel)), reused };
  }

  async extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel?: CancellationToken,
  ): Promise<{ readonly branch: Branch; readonly next: Distribution }[]> {
    const results: { branch: Branch; next: Distribution }[] = [];
    for (const { branch, tokens } of steps) results.push(await this.#next([...this.#sequence(branch), ...tokens], query, cancel));
    return results;
  }

  async rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel?: CancellationToken,
  ): Promise<RatedTokens[]> {
    const results: RatedTokens[] = [];
    for (const { branch, tokens } of continuations) {
      const before = this.#sequence(branch);
      const rated: { logprob: number; rank: number; top: Omit<Distribution, 'rated'> }[] = [];
      // Each token is rated by the row of the token before it.
      const read = [...before, ...tokens.slice(0, -1)];
      if (tokens.length > 0) {
        await this.#read(read, before.length - 1, cancel, (scores) => {
          const token = tokens[rated.length] as Token;
          const { tokens: best, logprobs, rated: own } = distributionOf(scores, top, [token]);
          rated.push({ logprob: own[0] as number, rank: rankOf(scores, token), top: { tokens: best, logprobs } });
        });
      }
      results.push({
        logprobs: Float32Array.from(rated, ({ logprob }) => logprob),
        ranks: Int32Array.from(rated, ({ rank }) => rank),
        top: rated.map((each) => each.top),
      });
    }
    return results;
  }

  hiddenStates(): Promise<Float32Array[]> {
    return Promise.reject(lacks(this.checkpoint.name, 'features of its layers'));
  }

  async dispose(): Promise<void> {
    this.#cache.clear();
    await this.model.dispose();
  }

  #sequence(branch: Branch): readonly Token[] {
    return this.#branches[branch] as readonly Token[];
  }

  async #next(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<{ branch: Branch; next: Distribution }> {
    let next: Distribution | undefined;
    await this.#read(tokens, tokens.length - 1, cancel, (scores) => (next = distributionOf(scores, query.top, query.rate ?? [])));
    this.#branches.push(tokens);
    return { branch: (this.#branches.length - 1) as Branch, next: next as Distribution };
  }

  /** Reads a sequence; `see` gets the scores after each token from `seenFrom` on. */
  async #read(
    tokens: readonly Token[],
    seenFrom: number,
    cancel: CancellationToken | undefined,
    see: (scores: Float32Array) => void,
  ): Promise<void> {
    const { vocabularySize } = this;
    let { past, length: done } = this.#cache.longest(tokens, seenFrom);
    while (done < tokens.length) {
      if (cancel?.isCancellationRequested === true) throw cancelledError();
      const end = Math.min(tokens.length, done + maxTokensAtOnce);
      const step = await this.model.advance(tokens.slice(done, end), past, done);
      // A graph may keep to itself what is not the last row's.
      const rows = step.scores.shape.at(-1) === vocabularySize ? step.scores.data.length / vocabularySize : 0;
      for (let at = Math.max(done, seenFrom); at < end; at++) {
        const row = at - end + rows;
        const scores = step.scores.data.subarray(row * vocabularySize, (row + 1) * vocabularySize);
        if (row < 0 || !scores.every(Number.isFinite)) throw this.#meansNothing();
        see(scores);
      }
      ({ past } = step);
      done = end;
    }
    this.#cache.keep(tokens, past);
  }

  #meansNothing(): Error {
    return modelInvalid(
      this.checkpoint.name,
      'It computes what is infinite, no number, or not of the size that its config.json says, so that its answers mean nothing.',
    );
  }
}
