import { append } from '../../common/append.js';
import type { Token } from '../tokenizer/token.js';

/** A place in the cache that holds one token's keys and values. */
export type Slot = number;

/** Stands for the empty sequence. */
export const root: Slot = -1;

/**
 * Which token each slot of the cache holds and which token came before it. The slots form a tree: sequences that
 * begin alike share their beginning. A slot is only worth its keys and values together with all its ancestors.
 */
export class TokenTree {
  readonly #token: Token[] = [];
  readonly #parent: Slot[] = [];
  readonly #depth: number[] = [];
  readonly #used: number[] = [];
  readonly #children = new Map<string, Slot>();
  #free: Slot[] = [];
  #epoch = 0;

  /** How many slots there are, free ones included. */
  get size(): number {
    return this.#token.length;
  }

  /** How many slots hold a token. */
  get used(): number {
    return this.size - this.#free.length;
  }

  /** Starts a new request: what it touches is safe from eviction until the next one starts. */
  startEpoch(): void {
    this.#epoch++;
  }

  /** How many tokens stand before this slot's token in its sequence; the root's is −1. */
  depth(slot: Slot): number {
    return slot === root ? -1 : (this.#depth[slot] as number);
  }

  parent(slot: Slot): Slot {
    return this.#parent[slot] as Slot;
  }

  token(slot: Slot): Token {
    return this.#token[slot] as Token;
  }

  /** The slots of a sequence, first token first. */
  path(slot: Slot): Slot[] {
    const slots: Slot[] = [];
    for (let at = slot; at !== root; at = this.parent(at)) slots.push(at);
    return slots.reverse();
  }

  /** The slot of the token that follows `parent`, if the tree has it; it counts as used now. */
  child(parent: Slot, token: Token): Slot | undefined {
    const slot = this.#children.get(key(parent, token));
    if (slot !== undefined) this.#used[slot] = this.#epoch;
    return slot;
  }

  /** The slot up to which the tree holds the tokens that follow `from`. */
  follow(from: Slot, tokens: readonly Token[]): Slot {
    let at = from;
    for (const token of tokens) {
      const next = this.child(at, token);
      if (next === undefined) break;
      at = next;
    }
    return at;
  }

  /** Puts a token into a free slot; there must be one (see `reserve`). */
  add(parent: Slot, token: Token): Slot {
    const slot = this.#free.pop();
    if (slot === undefined) throw new Error('The token tree has no free slot.');
    this.#token[slot] = token;
    this.#parent[slot] = parent;
    this.#depth[slot] = this.depth(parent) + 1;
    this.#used[slot] = this.#epoch;
    this.#children.set(key(parent, token), slot);
    return slot;
  }

  /**
   * Makes sure that `count` slots are free: evicts what was not used for `maxAge` epochs, and if that is not enough
   * asks for more room; at `most` slots it evicts all but this epoch's tokens. Returns how many slots there should be.
   */
  reserve(count: number, maxAge: number, step: number, most: number): number {
    if (this.#free.length < count) this.#evict(count, this.#epoch - maxAge);
    const wanted = this.size + Math.ceil(Math.max(0, count - this.#free.length) / step) * step;
    const size = Math.min(most, wanted);
    this.#grow(size);
    if (this.#free.length < count) this.#evict(count, this.#epoch - 1);
    if (this.#free.length < count) throw new Error(`The cache of ${most} slots is too small for one request.`);
    return size;
  }

  /** Keeps only one sequence, renumbered from slot 0, in a tree of `size` slots. Returns its old slots in order. */
  keepOnly(slot: Slot, size: number): Slot[] {
    const kept = this.path(slot);
    const tokens = kept.map((old) => this.token(old));
    this.#children.clear();
    this.#token.length = this.#parent.length = this.#depth.length = this.#used.length = 0;
    this.#free = [];
    this.#grow(size);
    let parent = root;
    for (const token of tokens) parent = this.add(parent, token);
    return kept;
  }

  #grow(size: number): void {
    const added: Slot[] = [];
    for (let slot = this.size; slot < size; slot++) {
      added.push(slot);
      this.#token.push(0 as Token);
      this.#parent.push(root);
      this.#depth.push(0);
      this.#used.push(-1);
    }
    // Low slots are handed out first, so that a sequence lies in one run of slots.
    append(this.#free, added.reverse());
  }

  /** Frees the slots that were last used in or before an epoch, oldest first, until `count` are free. */
  #evict(count: number, lastEpoch: number): void {
    const taken = new Set(this.#free);
    const old = [...this.#used.keys()].filter((slot) => !taken.has(slot) && (this.#used[slot] as number) <= lastEpoch);
    // An ancestor is used whenever its descendant is, so this order frees descendants before ancestors.
    old.sort((a, b) => (this.#used[a] as number) - (this.#used[b] as number) || this.depth(b) - this.depth(a));
    for (const slot of old) {
      if (this.#free.length >= count) return;
      this.#children.delete(key(this.parent(slot), this.token(slot)));
      this.#free.push(slot);
    }
  }
}

function key(parent: Slot, token: Token): string {
  return `${parent}:${token}`;
}
