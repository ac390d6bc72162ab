import type { CausalShape } from '../graph/architectures/causal.js';
import type { CacheType } from '../graph/blocks/cachedAttention.js';
import type { Slot } from './tokenTree.js';

/** Float32 values, or the bits of float16 values. */
export type CacheArray = Float32Array | Uint16Array;

/**
 * The keys and values of all layers in the process's own memory, one buffer [KV heads, capacity, head size] each.
 * The graph reads the buffers in place; new tokens are written here.
 */
export class KeyValueStore {
  #capacity = 0;
  /** Keys of layer 0, values of layer 0, keys of layer 1, … */
  #buffers: CacheArray[];

  constructor(
    private readonly shape: CausalShape,
    readonly type: CacheType,
  ) {
    this.#buffers = Array.from({ length: shape.layers * 2 }, () => cacheArray(type, 0));
  }

  get capacity(): number {
    return this.#capacity;
  }

  get bytes(): number {
    return this.#buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  }

  keys(layer: number): CacheArray {
    return this.#buffers[2 * layer] as CacheArray;
  }

  values(layer: number): CacheArray {
    return this.#buffers[2 * layer + 1] as CacheArray;
  }

  /** Changes the capacity; the slots named in `kept` move to 0, 1, 2, …, or all stay where they are. */
  resize(capacity: number, kept?: readonly Slot[]): void {
    if (capacity === this.#capacity && kept === undefined) return;
    const { kvHeads, headSize } = this.shape;
    const old = this.#capacity;
    this.#buffers = this.#buffers.map((buffer) => {
      const moved = cacheArray(this.type, kvHeads * capacity * headSize);
      for (let head = 0; head < kvHeads; head++) {
        const from = (slot: Slot): number => (head * old + slot) * headSize;
        const to = (slot: Slot): number => (head * capacity + slot) * headSize;
        if (kept === undefined) moved.set(buffer.subarray(from(0), from(Math.min(old, capacity))), to(0));
        else kept.forEach((slot, index) => moved.set(buffer.subarray(from(slot), from(slot + 1)), to(index)));
      }
      return moved;
    });
    this.#capacity = capacity;
  }

  /**
   * Writes what a step returned: `fresh` is [layers · 2 · KV heads, S, head size]; `slots[s]` is where token s goes,
   * or undefined for a token that is in the cache already.
   */
  write(fresh: CacheArray, slots: readonly (Slot | undefined)[]): void {
    const { kvHeads, headSize } = this.shape;
    const runs = consecutiveRuns(slots);
    this.#buffers.forEach((buffer, index) => {
      for (let head = 0; head < kvHeads; head++) {
        const source = (index * kvHeads + head) * slots.length;
        for (const { first, length, slot } of runs) {
          const from = (source + first) * headSize;
          buffer.set(fresh.subarray(from, from + length * headSize), (head * this.#capacity + slot) * headSize);
        }
      }
    });
  }
}

function cacheArray(type: CacheType, length: number): CacheArray {
  return type === 'float32' ? new Float32Array(length) : new Uint16Array(length);
}

/** Joins tokens that go to neighbouring slots, so that each run is one copy. */
function consecutiveRuns(slots: readonly (Slot | undefined)[]): { first: number; length: number; slot: Slot }[] {
  const runs: { first: number; length: number; slot: Slot }[] = [];
  slots.forEach((slot, index) => {
    if (slot === undefined) return;
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.length === index && last.slot + last.length === slot) last.length++;
    else runs.push({ first: index, length: 1, slot });
  });
  return runs;
}
