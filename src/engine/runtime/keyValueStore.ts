import type { CausalShape } from '../graph/architectures/causal.js';
import type { CacheType } from '../graph/blocks/cachedAttention.js';
import type { Slot } from './tokenTree.js';

/** Float32 values, or the bits of float16 values. */
export type CacheArray = Float32Array | Uint16Array;

/** Memory is taken for this many slots at a time; the system provides it only as it is written to. */
const allocationStep = 2048;

/**
 * The keys and values of all layers in the process's own memory, one buffer [KV heads, capacity, head size] each.
 * The graph reads the buffers in place; new tokens are written here. A buffer grows and shrinks in memory that it has already,
 * because garbage as large as a cache would wait long for its collector.
 */
export class KeyValueStore {
  #capacity = 0;
  #allocated = 0;
  /** Keys of layer 0, values of layer 0, keys of layer 1, …; each as long as what is allocated. */
  #memory: CacheArray[];

  constructor(
    private readonly shape: CausalShape,
    readonly type: CacheType,
  ) {
    this.#memory = this.#allocate(0);
  }

  get capacity(): number {
    return this.#capacity;
  }

  get bytes(): number {
    return this.#memory.reduce((sum, memory) => sum + this.#inUse(memory).byteLength, 0);
  }

  keys(layer: number): CacheArray {
    return this.#inUse(this.#memory[2 * layer] as CacheArray);
  }

  values(layer: number): CacheArray {
    return this.#inUse(this.#memory[2 * layer + 1] as CacheArray);
  }

  /** Changes the capacity; the slots named in `kept` move to 0, 1, 2, …, or all stay where they are. */
  resize(capacity: number, kept?: readonly Slot[]): void {
    if (capacity === this.#capacity && kept === undefined) return;
    const { kvHeads, headSize } = this.shape;
    const old = this.#capacity;
    const source = this.#memory;
    if (capacity > this.#allocated || capacity < this.#allocated / 4) {
      this.#allocated = Math.ceil(capacity / allocationStep) * allocationStep;
      this.#memory = this.#allocate(this.#allocated);
    }
    // Where heads move to higher places, the last one goes first, so that none is written over before it has moved.
    const heads = [...Array(kvHeads).keys()];
    if (capacity > old) heads.reverse();
    const rows = cacheArray(this.type, old * headSize); // Those of one head.
    source.forEach((from, index) => {
      const to = this.#memory[index] as CacheArray;
      for (const head of heads) {
        rows.set(from.subarray(head * old * headSize, (head + 1) * old * headSize));
        const start = head * capacity * headSize;
        if (kept === undefined) to.set(rows.subarray(0, capacity * headSize), start);
        else kept.forEach((slot, at) => to.set(rows.subarray(slot * headSize, (slot + 1) * headSize), start + at * headSize));
      }
    });
    this.#capacity = capacity;
  }

  /**
   * Writes what a step returned: `present` is [layers · 2 · KV heads, S, head size]; `slots[s]` is where token s goes,
   * or undefined for a token that is in the cache already.
   */
  write(present: CacheArray, slots: readonly (Slot | undefined)[]): void {
    const { kvHeads, headSize } = this.shape;
    const runs = consecutiveRuns(slots);
    this.#memory.forEach((buffer, index) => {
      for (let head = 0; head < kvHeads; head++) {
        const source = (index * kvHeads + head) * slots.length;
        for (const { first, length, slot } of runs) {
          const from = (source + first) * headSize;
          buffer.set(present.subarray(from, from + length * headSize), (head * this.#capacity + slot) * headSize);
        }
      }
    });
  }

  /** How many bytes so many slots take. */
  bytesOf(slots: number): number {
    return slots * this.heads * this.shape.headSize * (this.type === 'float32' ? 4 : 2);
  }

  /** Heads of keys and of values, of all layers. */
  get heads(): number {
    return this.#memory.length * this.shape.kvHeads;
  }

  /** Room for the keys and values of so many tokens, [heads, tokens, head size], as `exchange` takes it. */
  empty(tokens: number): CacheArray {
    return cacheArray(this.type, tokens * this.heads * this.shape.headSize);
  }

  /** Changes what the first slots hold for what `values` holds, and the other way round. */
  exchange(values: CacheArray, slots: number): void {
    const { kvHeads, headSize } = this.shape;
    const length = slots * headSize;
    this.#memory.forEach((memory, index) => {
      for (let head = 0; head < kvHeads; head++) {
        const own = memory.subarray(head * this.#capacity * headSize).subarray(0, length);
        const other = values.subarray((index * kvHeads + head) * length).subarray(0, length);
        const kept = own.slice();
        own.set(other);
        other.set(kept);
      }
    });
  }

  #allocate(slots: number): CacheArray[] {
    const { layers, kvHeads, headSize } = this.shape;
    return Array.from({ length: layers * 2 }, () => cacheArray(this.type, kvHeads * slots * headSize));
  }

  #inUse(memory: CacheArray): CacheArray {
    return memory.subarray(0, this.shape.kvHeads * this.#capacity * this.shape.headSize);
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
