import { append } from '../../common/append.js';
import { cancelledError } from '../../common/clozeError.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { CacheType } from '../graph/blocks/cachedAttention.js';
import type { CausalShape } from '../graph/architectures/causal.js';
import type { Branch, Decoder, Distribution, Prefilled, Query, RatedTokens } from './decoder.js';
import type { Token } from '../tokenizer/token.js';
import {
  askedFeeds,
  distributions,
  freshKeysAndValues,
  hiddenRows,
  joinRatings,
  notDecoded,
  ratings,
  tokenFeeds,
  type Asked,
  type Node,
} from './decodingStep.js';
import { KeyValueStore } from './keyValueStore.js';
import { ParkedTexts } from './parkedTexts.js';
import { ratingSteps } from './ratingSteps.js';
import type { Outputs, Session, TensorFactory } from './session.js';
import { root, TokenTree, type Slot } from './tokenTree.js';
import { nextTurn } from './nextTurn.js';

/** Tokens that one model step reads at most, so that a cancel takes effect soon. */
const chunkLength = 128;

/** Rows of the vocabulary's size that one step rates at most, so that they take little memory. */
const ratedChunkLength = 32;

/** The cache grows by this many slots. */
const capacityStep = 128;

/** Other sequences are dropped when the cache would have more than so many times the slots that a prompt needs, and a step more. */
const overcommit = 1.25;

/** Requests for which a token that is not in use stays in the cache before its slot is taken. */
const maxAge = 3;

/** What is kept of the texts of callers who have no turn: some 200 tokens of the embedded model, so that a second window costs little memory. */
const parkedBytes = 5 * 2 ** 20;

/** With fewer, the store would take other memory. */
const leastSlots = 4 * capacityStep;

/**
 * A decoder whose cache lies in the process's own memory and holds a tree of tokens. The graph reads the cache in
 * place (see `CachedAttention`), and a mask tells each token of a step which slots are its ancestors: so several
 * continuations of one text are one step, and nothing is copied to roll back an edit.
 */
export class TreeDecoder implements Decoder {
  readonly #tree = new TokenTree();
  readonly #store: KeyValueStore;
  readonly #maxSlots: number;
  readonly #parked = new ParkedTexts(parkedBytes);
  #caller: object | undefined;
  /** Where the sequence of the last `prefill` ends. */
  #current: Slot = root;

  constructor(
    private readonly session: Session,
    private readonly tensors: TensorFactory,
    private readonly shape: CausalShape,
    cache: CacheType,
  ) {
    this.#store = new KeyValueStore(shape, cache);
    // Room for the longest sequence, and for continuations beside it.
    this.#maxSlots = shape.contextLength + 8 * capacityStep;
  }

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
    return this.#store.bytes;
  }

  unread(tokens: readonly Token[]): number {
    return tokens.length - this.#tree.depth(this.#tree.follow(root, tokens)) - 1;
  }

  async prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled> {
    this.#tree.startEpoch();
    const known = this.#tree.follow(root, tokens.slice(0, -1));
    const reused = this.#tree.depth(known) + 1;
    const at = this.#dropOthers(known, tokens.length);
    this.#current = at;
    const [extended] = await this.extend([{ branch: at as Branch, tokens: tokens.slice(reused) }], query, cancel);
    if (extended === undefined) throw new Error('A sequence needs at least one token.');
    this.#current = extended.branch;
    return { ...extended, reused };
  }

  async extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel?: CancellationToken,
  ): Promise<{ readonly branch: Branch; readonly next: Distribution }[]> {
    const nodes: Node[] = [];
    const rows: number[] = [];
    for (const { branch, tokens } of steps) {
      // All but the last chunk of a long step is read on its own; then the ends of all steps go together.
      let at: Slot = branch;
      let done = 0;
      for (; tokens.length - done > chunkLength; done += chunkLength) {
        at = await this.#read(at, tokens.slice(done, done + chunkLength), cancel);
        // A cancel that came while the chunk was read takes effect before the next one.
        await nextTurn(cancel);
      }
      this.#appendChain(nodes, at, tokens.slice(done));
      rows.push(nodes.length - 1);
    }
    const asked: Asked = { rows, top: query.top, rated: rows.map(() => query.rate ?? []), ranked: false };
    const { outputs, slots } = await this.#run(nodes, asked, cancel);
    const next = distributions(outputs, asked);
    return rows.map((row, index) => ({ branch: slots[row] as Branch, next: next[index] as Distribution }));
  }

  async rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel?: CancellationToken,
  ): Promise<RatedTokens[]> {
    // Each token is rated by the row of the token before it; the branch's own last token is read again for the first.
    const sequences = continuations.map(({ branch, tokens }) => [this.#tree.token(branch), ...tokens]);
    const ends = continuations.map(({ branch }) => this.#tree.parent(branch));
    const parts = continuations.map((): RatedTokens[] => []);
    const steps = ratingSteps(
      continuations.map(({ tokens }) => tokens.length),
      ratedChunkLength,
    );
    for (const [nth, step] of steps.entries()) {
      // A cancel that came while a step was run takes effect before the next one.
      if (nth > 0) await nextTurn(cancel);
      const nodes: Node[] = [];
      const rated: Token[] = [];
      const lasts: number[] = [];
      for (const { sequence, from, to } of step) {
        const tokens = sequences[sequence] as readonly Token[];
        this.#appendChain(nodes, ends[sequence] as Slot, tokens.slice(from, to));
        append(rated, tokens.slice(from + 1, to + 1));
        lasts.push(nodes.length - 1);
      }
      const asked: Asked = { rows: [...nodes.keys()], top: Math.max(1, top), rated: rated.map((token) => [token]), ranked: true };
      const { outputs, slots } = await this.#run(nodes, asked, cancel);
      for (const [index, { sequence, from, to }] of step.entries()) {
        const last = lasts[index] as number;
        ends[sequence] = slots[last] as Slot;
        parts[sequence]?.push(ratings(outputs, asked, last + 1 - (to - from), last + 1, top));
      }
    }
    return parts.map(joinRatings);
  }

  /** These sequences do not enter the cache, so that the writer's text stays there. */
  async hiddenStates(sequences: readonly (readonly Token[])[], cancel?: CancellationToken): Promise<Float32Array[]> {
    const nothing = new KeyValueStore(this.shape, this.#store.type);
    const results: Float32Array[] = [];
    for (const tokens of sequences) {
      if (cancel?.isCancellationRequested === true) throw cancelledError();
      const nodes = tokens.map((token, index): Node => ({
        token,
        position: index,
        base: root,
        after: index === 0 ? undefined : index - 1,
      }));
      const outputs = await this.session.run({
        ...tokenFeeds(this.tensors, this.shape, nothing, new TokenTree(), nodes),
        ...askedFeeds(this.tensors, { rows: [0], top: 1, rated: [[]], ranked: false }, this.shape.vocabularySize),
      });
      results.push(hiddenRows(outputs));
    }
    return results;
  }

  useCacheOf(caller: object): void {
    if (caller === this.#caller) return;
    const slots = Math.max(leastSlots, Math.ceil(this.#parked.slots(this.#store) / capacityStep) * capacityStep);
    const going = this.#tree.path(this.#current).slice(0, slots);
    const tokens = going.map((slot) => this.#tree.token(slot));
    this.#store.resize(slots, this.#tree.keepOnly(going.at(-1) ?? root, slots));
    const coming = this.#parked.exchange(this.#store, this.#caller, tokens, caller);
    this.#caller = caller;
    this.#tree.keepOnly(root, slots);
    this.#current = root;
    for (const token of coming) this.#current = this.#tree.add(this.#current, token);
  }

  forget(caller: object): void {
    this.#parked.forget(caller);
    if (caller === this.#caller) this.#caller = undefined;
  }

  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  /** Reads tokens into the cache without asking anything; returns the slot of the last one. */
  async #read(at: Slot, tokens: readonly Token[], cancel?: CancellationToken): Promise<Slot> {
    const known = this.#tree.follow(at, tokens);
    const rest = tokens.slice(this.#tree.depth(known) - this.#tree.depth(at));
    if (rest.length === 0) return known;
    const nodes: Node[] = [];
    this.#appendChain(nodes, known, rest);
    const { slots } = await this.#run(nodes, { rows: [nodes.length - 1], top: 1, rated: [[]], ranked: false }, cancel);
    return slots.at(-1) as Slot;
  }

  #appendChain(nodes: Node[], base: Slot, tokens: readonly Token[]): void {
    tokens.forEach((token, index) => {
      nodes.push({
        token,
        base,
        after: index === 0 ? undefined : nodes.length - 1,
        position: this.#tree.depth(base) + 1 + index,
      });
    });
  }

  /** One model step. Its tokens enter the tree only when their keys and values are there. */
  async #run(nodes: readonly Node[], asked: Asked, cancel?: CancellationToken): Promise<{ outputs: Outputs; slots: Slot[] }> {
    if (cancel?.isCancellationRequested === true) throw cancelledError();
    const feeds = {
      ...tokenFeeds(this.tensors, this.shape, this.#store, this.#tree, nodes),
      ...askedFeeds(this.tensors, asked, this.shape.vocabularySize),
    };
    const outputs = await this.session.run(feeds, notDecoded);
    // Not before the step, which would read the empty slots too.
    this.#makeRoom(nodes.length);
    const slots: Slot[] = [];
    const written: (Slot | undefined)[] = [];
    for (const { token, base, after } of nodes) {
      const parent = after === undefined ? base : (slots[after] as Slot);
      const known = this.#tree.child(parent, token);
      slots.push(known ?? this.#tree.add(parent, token));
      written.push(known === undefined ? slots.at(-1) : undefined);
    }
    this.#store.write(freshKeysAndValues(outputs), written);
    return { outputs, slots };
  }

  #makeRoom(tokens: number): void {
    this.#store.resize(this.#tree.reserve(tokens, maxAge, capacityStep, this.#maxSlots));
  }

  /** Drops all other sequences where every step would lose much time on them, since each reads every slot. Returns the slot of `known`. */
  #dropOthers(known: Slot, length: number): Slot {
    const keptLength = this.#tree.depth(known) + 1;
    const withOthers = this.#tree.used + length - keptLength;
    if (withOthers <= overcommit * length + capacityStep) return known;
    const size = Math.ceil(keptLength / capacityStep) * capacityStep;
    this.#store.resize(size, this.#tree.keepOnly(known, size));
    return keptLength - 1;
  }
}
