import { beforeEach, expect, test } from 'vitest';
import type { CausalShape } from '../../../../src/engine/graph/architectures/causal.js';
import { KeyValueStore } from '../../../../src/engine/runtime/keyValueStore.js';
import { ParkedTexts } from '../../../../src/engine/runtime/parkedTexts.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';

/** One layer of two heads, one number each: a token takes 16 bytes. */
const shape = { layers: 1, kvHeads: 2, headSize: 1 } as CausalShape;
const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
const tokens = (...ids: number[]): Token[] => ids as Token[];

let store: KeyValueStore;
/** Puts a text into the first slots; each token's keys and values are its number. */
function read(...ids: number[]): Token[] {
  store.write(Float32Array.from([...ids, ...ids, ...ids, ...ids]), [...ids.keys()]);
  return tokens(...ids);
}
/** What the first slots hold, in each head of keys and of values. */
function held(count: number): number[][] {
  const heads = [store.keys(0), store.values(0)].flatMap((memory) => [memory.subarray(0, 4), memory.subarray(4, 8)]);
  return heads.map((head) => [...head.subarray(0, count)]);
}

beforeEach(() => {
  store = new KeyValueStore(shape, 'float32');
  store.resize(4);
});

test('two callers find their texts again, in every head', () => {
  const parked = new ParkedTexts(4 * 16);
  expect(parked.exchange(store, a, read(1, 2, 3), b)).toEqual([]);
  expect(parked.exchange(store, b, read(5, 6, 7, 8), a)).toEqual(tokens(1, 2, 3));
  expect(held(3)).toEqual(Array(4).fill([1, 2, 3]));
  expect(parked.exchange(store, a, tokens(1, 2, 3), b)).toEqual(tokens(5, 6, 7, 8));
  expect(held(4)).toEqual(Array(4).fill([5, 6, 7, 8]));
});

test('the more there are, the less each keeps of the beginning of its text', () => {
  const parked = new ParkedTexts(4 * 16);
  parked.exchange(store, a, read(1, 2, 3), b);
  parked.exchange(store, b, read(5, 6, 7), c);
  expect(parked.exchange(store, c, read(9, 10, 11), a)).toEqual(tokens(1, 2));
  expect(held(2)).toEqual(Array(4).fill([1, 2]));
  expect(parked.exchange(store, a, tokens(1, 2), b)).toEqual(tokens(5, 6));
  expect(held(2)).toEqual(Array(4).fill([5, 6]));
});

test('what was kept for one that is gone is forgotten', () => {
  const parked = new ParkedTexts(4 * 16);
  parked.exchange(store, a, read(1, 2, 3), b);
  parked.forget(a);
  expect(parked.exchange(store, undefined, read(5), a)).toEqual([]);
  expect(parked.exchange(store, a, [], b)).toEqual([]);
});
