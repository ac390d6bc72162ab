import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeEmbeddedAsGguf } from '../../util/embeddedAsGguf.js';
import { cloze } from '../cli/clozeCommand.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  await writeEmbeddedAsGguf(path.join(folder, 'story-Q4_K.gguf'));
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

const sentence =
  'The keeper climbed the stairs of the lighthouse every evening, and when he came to the top he lit the lamp and sat down to read.';

async function bitsPerByte(...options: readonly string[]): Promise<number> {
  const { code, json } = await cloze(['surprisal', '--text', sentence, '--device', 'cpu', '--json', ...options]);
  expect(code).toBe(0);
  return (json as { bitsPerByte: number }).bitsPerByte;
}

test('a file of K-quants reads a text as the model does that it was made from', async () => {
  const fromFile = await bitsPerByte('--model', path.join(folder, 'story-Q4_K.gguf'), '--cache', path.join(folder, 'graphs'));
  // Its last matrices were rounded to 4 bits once more, in the plainest way.
  expect(fromFile / (await bitsPerByte())).toBeLessThan(1.1);
}, 300_000);

test('a file of K-quants goes on with words', async () => {
  const words = ['complete', '--text', sentence.slice(0, 100), '--max-tokens', '4', '--device', 'cpu', '--json'];
  const { json } = await cloze([...words, '--model', path.join(folder, 'story-Q4_K.gguf'), '--cache', path.join(folder, 'graphs')]);
  expect(json).toMatchObject({ model: 'story-Q4_K', text: expect.stringMatching(/^ ?[a-z]+/) as unknown });
}, 300_000);
