import { cancelledError } from '../../common/clozeError.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { CausalShape } from '../graph/architectures/causal.js';
import { deviceCacheNames } from '../graph/blocks/groupedQueryAttention.js';
import { causalNames } from '../graph/causalGraph.js';
import type { FloatType } from '../graph/onnx/graphBuilder.js';
import { elementBytes } from '../graph/onnx/model.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from './decoder.js';
import type { Token } from '../tokenizer/token.js';
import { askedFeeds, distributions, hiddenRows, joinRatings, notDecoded, ratings, type Asked } from './decodingStep.js';
import type { Outputs, Session, Tensor, TensorFactory } from './session.js';

/** Tokens that one model step reads at most, so that a cancel takes effect soon. */
export const maxTokensAtOnce = 128;

/** The cache has room for a multiple of this many tokens. */
const capacityStep = 256;

/**
 * A decoder whose cache is the device's and holds one sequence. A branch is a list of tokens; a step on
 * it keeps what its sequence shares with the cache and reads the rest, which on a device costs about as much as one token.
 */
export class DeviceDecoder implements Decoder {
  /** The sequences of the branches, by their ids. */
  #branches: (readonly Token[])[] = [];
  /** The tokens whose keys and values the cache holds. */
  #cached: readonly Token[] = [];
  #cache: Record<string, Tensor> = {};
  #capacity = 0;

  constructor(
    private readonly session: Session,
    private readonly tensors: TensorFactory,
    private readonly shape: CausalShape,
    private readonly numbers: FloatType,
    private readonly chunkLength = maxTokensAtOnce,
  ) {}

  get vocabularySize(): number {
    return this.shape.vocabularySize;
  }

  get contextLength(): number {
    return this.shape.contextLength;
  }

  get hiddenSize(): number {
    return this.shape.hiddenSize;
  }

  get weightBytes(): number {
    return this.session.weightBytes;
  }

  get cacheBytes(): number {
    const { layers, kvHeads, headSize } = this.shape;
    return layers * 2 * kvHeads * headSize * this.#capacity * elementBytes[this.numbers];
  }

  unread(tokens: readonly Token[]): number {
    return tokens.length - this.#shared(tokens);
  }

  async prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled> {
    this.#reserve(tokens.length);
    const reused = Math.min(this.#shared(tokens), tokens.length - 1);
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
      const parts: RatedTokens[] = [];
      // Each token is rated by the row of the token before it.
      const read = [...before, ...tokens.slice(0, -1)];
      this.#reserve(read.length);
      for (let done = before.length - 1; done < read.length && tokens.length > 0; done += this.chunkLength) {
        const end = Math.min(read.length, done + this.chunkLength);
        const rated = tokens.slice(done + 1 - before.length, end + 1 - before.length);
        const asked: Asked = { rows: [...rated.keys()], top: Math.max(1, top), rated: rated.map((token) => [token]), ranked: true };
        parts.push(ratings(await this.#read(read.slice(0, end), done, asked, cancel), asked, 0, rated.length, top));
      }
      results.push(joinRatings(parts));
    }
    return results;
  }

  async hiddenStates(sequences: readonly (readonly Token[])[], cancel?: CancellationToken): Promise<Float32Array[]> {
    const results: Float32Array[] = [];
    for (const tokens of sequences) {
      this.#reserve(tokens.length);
      results.push(hiddenRows(await this.#step(tokens, 0, { rows: [0], top: 1, rated: [[]], ranked: false }, cancel, [])));
    }
    return results;
  }

  async dispose(): Promise<void> {
    this.#drop();
    await this.session.dispose();
  }

  #sequence(branch: Branch): readonly Token[] {
    return this.#branches[branch] as readonly Token[];
  }

  /** How many tokens at the start of a sequence the cache holds. */
  #shared(tokens: readonly Token[]): number {
    let length = 0;
    while (length < tokens.length && tokens[length] === this.#cached[length]) length++;
    return length;
  }

  async #next(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<{ branch: Branch; next: Distribution }> {
    this.#reserve(tokens.length);
    const from = Math.min(this.#shared(tokens), tokens.length - 1);
    const last = Math.min(tokens.length - 1 - from, this.chunkLength - 1);
    const asked: Asked = { rows: [last], top: query.top, rated: [query.rate ?? []], ranked: false };
    const outputs = await this.#read(tokens, tokens.length - 1 - last, asked, cancel);
    this.#branches.push(tokens);
    return { branch: (this.#branches.length - 1) as Branch, next: distributions(outputs, asked)[0] as Distribution };
  }

  /** Brings the cache to a sequence, and asks about the tokens from `askedFrom` on, which must fit in one step. */
  async #read(tokens: readonly Token[], askedFrom: number, asked: Asked, cancel?: CancellationToken): Promise<Outputs> {
    let done = Math.min(this.#shared(tokens), askedFrom);
    while (done < askedFrom) {
      const end = Math.min(askedFrom, done + this.chunkLength);
      await this.#step(tokens.slice(0, end), done, { rows: [0], top: 1, rated: [[]], ranked: false }, cancel);
      done = end;
    }
    return this.#step(tokens, askedFrom, asked, cancel);
  }

  /** One model step: reads the tokens from `from` on, those before being in the cache. */
  async #step(
    tokens: readonly Token[],
    from: number,
    asked: Asked,
    cancel?: CancellationToken,
    unwanted: readonly string[] = notDecoded,
  ): Promise<Outputs> {
    if (cancel?.isCancellationRequested === true) throw cancelledError();
    const added = tokens.slice(from);
    const feeds = {
      [causalNames.ids]: this.tensors.int64(added, [added.length]),
      [causalNames.positions]: this.tensors.int64([...added.keys()].map((index) => from + index), [1, added.length]), // prettier-ignore
      [deviceCacheNames.lastPosition]: this.tensors.int32([tokens.length - 1], [1, 1]),
      [deviceCacheNames.totalLength]: this.tensors.int32([tokens.length], []),
      ...askedFeeds(this.tensors, asked, this.shape.vocabularySize),
      ...this.#cache,
    };
    const outputs = await this.session.run(feeds, unwanted);
    this.#keep(outputs);
    this.#cached = tokens;
    return outputs;
  }

  /** The present of this step is the past of the next. */
  #keep(outputs: Outputs): void {
    this.#drop();
    for (let layer = 0; layer < this.shape.layers; layer++) {
      this.#cache[deviceCacheNames.pastKey(layer)] = outputs[deviceCacheNames.presentKey(layer)] as Tensor;
      this.#cache[deviceCacheNames.pastValue(layer)] = outputs[deviceCacheNames.presentValue(layer)] as Tensor;
    }
  }

  #drop(): void {
    for (const tensor of Object.values(this.#cache)) tensor.dispose();
    this.#cache = {};
  }

  /** Makes room for a sequence. A larger cache starts empty: a device reads the tokens again faster than it copies. */
  #reserve(length: number): void {
    if (length <= this.#capacity) return;
    this.#drop();
    this.#cached = [];
    this.#capacity = Math.ceil(length / capacityStep) * capacityStep;
    const { layers, kvHeads, headSize } = this.shape;
    const size = kvHeads * this.#capacity * headSize;
    const empty = this.numbers === 'float32' ? new Float32Array(size) : new Uint16Array(size);
    for (let layer = 0; layer < layers; layer++) {
      for (const name of [deviceCacheNames.pastKey(layer), deviceCacheNames.pastValue(layer)]) {
        this.#cache[name] = this.tensors.cache(empty, [1, kvHeads, this.#capacity, headSize]);
      }
    }
  }
}
