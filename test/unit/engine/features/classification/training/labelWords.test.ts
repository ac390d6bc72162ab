import { expect, test } from 'vitest';
import { hearNames, namesInWords } from '../../../../../../src/engine/features/classification/training/deep/labelWords.js';

/** Four texts of two labels; their first feature says which. */
const features = { rows: 4, columns: 2, values: Float32Array.of(3, 0, 5, 1, -1, 0, 1, 1) };
const labels = { has: Uint8Array.of(1, 0, 1, 0, 0, 1, 0, 1), classes: 2 };
const words = [Float32Array.of(2, 7), Float32Array.of(0, 7)];
const all = [0, 1, 2, 3];

function heard(names: readonly Float32Array[], of = labels): { weights: Float32Array; intercepts: Float32Array } {
  const head = { weights: new Float32Array(4), intercepts: new Float32Array(2) };
  hearNames(head, features, of, all, names);
  return head;
}

/** What a head says about each text: the first label's score less the second's. */
function differences({ weights, intercepts }: { weights: Float32Array; intercepts: Float32Array }): number[] {
  const score = (row: number, k: number): number =>
    (intercepts[k] ?? 0) + [0, 1].reduce((sum, i) => sum + (weights[2 * k + i] ?? 0) * (features.values[2 * row + i] ?? 0), 0);
  return all.map((row) => score(row, 0) - score(row, 1));
}

test('names that are right about the examples give a head its direction, set off against their means', () => {
  const head = heard(words);
  const said = differences(head);
  expect(said.map(Math.sign)).toEqual([1, 1, -1, -1]);
  expect(said.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5);
  // What all names have in common says nothing.
  expect([head.weights[1], head.weights[3]]).toEqual([0, 0]);
  // A score spreads by 1.
  expect(Math.sqrt(said.reduce((sum, value) => sum + (value / 2) ** 2, 0) / 4)).toBeCloseTo(1, 5);
});

test('a head keeps what it has learned before', () => {
  const head = { weights: Float32Array.of(0, 5, 0, -5), intercepts: Float32Array.of(0, 0) };
  hearNames(head, features, labels, all, words);
  expect([head.weights[1], head.weights[3]]).toEqual([5, -5]);
});

test.each([
  ['are the wrong way round', [words[1] as Float32Array, words[0] as Float32Array], labels],
  ['are the same', [words[0] as Float32Array, words[0] as Float32Array], labels],
  ['say nothing about the labels', words, { has: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1), classes: 2 }],
  ['have no text without the others', words, { has: new Uint8Array(8).fill(1), classes: 2 }],
] as const)('names that %s change nothing', (_, names, of) => {
  const { weights, intercepts } = heard(names, of);
  expect([...weights, ...intercepts]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('0 and 1 stand for words, and other names for themselves', () => {
  expect(namesInWords(['1', '0'])).toEqual(['positive', 'negative']);
  expect(namesInWords(['0', '2'])).toEqual(['0', '2']);
  expect(namesInWords(['0', '1', '2'])).toEqual(['0', '1', '2']);
});
