import { describe, expect, test } from 'vitest';
import { KeyValueStore } from '../../../../src/engine/runtime/keyValueStore.js';

const shape = {
  layers: 1,
  heads: 2,
  kvHeads: 2,
  headSize: 1,
  hiddenSize: 2,
  vocabularySize: 10,
  contextLength: 16,
  attentionScale: 1,
};

describe('the store of keys and values', () => {
  test('writes each token to its slot, in the keys and the values of each head', () => {
    const store = new KeyValueStore(shape, 'float32');
    store.resize(4);
    // Keys of head 0 and 1, then values of head 0 and 1, each for three tokens.
    store.write(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), [3, 0, 1]);
    expect([...store.keys(0)]).toEqual([2, 3, 0, 1, 5, 6, 0, 4]);
    expect([...store.values(0)]).toEqual([8, 9, 0, 7, 11, 12, 0, 10]);
  });

  test('leaves out a token that the cache has already', () => {
    const store = new KeyValueStore(shape, 'float32');
    store.resize(2);
    store.write(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [undefined, 0]);
    expect([...store.keys(0)]).toEqual([2, 0, 4, 0]);
  });

  test('keeps what it holds when it grows, and moves what is kept when it shrinks', () => {
    const store = new KeyValueStore(shape, 'float32');
    store.resize(2);
    store.write(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [0, 1]);
    store.resize(3);
    expect([...store.keys(0)]).toEqual([1, 2, 0, 3, 4, 0]);
    store.resize(1, [1]);
    expect([...store.keys(0)]).toEqual([2, 4]);
    expect(store.bytes).toBe(2 * 2 * 4);
  });
});
