import { expect, test } from 'vitest';
import { cloze } from './clozeCommand.js';

interface Embedded {
  readonly vectors: readonly { readonly text: string; readonly vector: readonly number[] }[];
  readonly model: string;
}

const likeness = (a: readonly number[] = [], b: readonly number[] = []): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test('Vectors of sentences have length 1, and sentences about the same thing are closer than others', async () => {
  const texts = ['Two boats had come in before dawn.', 'The ships reached the harbour early.', 'Mortgage rates rose again last week.'];
  const { code, json } = await cloze(['embed', ...texts, '--json']);
  expect(code).toBe(0);
  const { vectors, model } = json as Embedded;
  expect({ model, texts: vectors.map(({ text }) => text) }).toEqual({ model: 'bert-base-uncased', texts });
  const [boats, ships, rates] = vectors.map(({ vector }) => vector);
  expect(boats).toHaveLength(768);
  expect(likeness(boats, boats)).toBeCloseTo(1, 5);
  expect(likeness(boats, ships)).toBeGreaterThan(likeness(boats, rates));
});

test('An empty sentence is refused in words', async () => {
  const { code } = await cloze(['embed', 'A sentence.', ' ']);
  expect(code).toBe(2);
});
