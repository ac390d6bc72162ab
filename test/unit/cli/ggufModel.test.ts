import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../src/cli/commands/all.js';
import { run } from '../../../src/cli/run.js';
import { golden } from '../../util/golden.js';
import { TestTerminal } from './testTerminal.js';

let cache: string;
beforeAll(async () => void (cache = await mkdtemp(path.join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(cache, { recursive: true }));

/** Runs a command line in the folder of a small file. */
async function cloze(folder: string, ...words: readonly string[]): Promise<{ code: number; json: unknown }> {
  const terminal = new TestTerminal();
  terminal.workingFolder = golden(folder).folder;
  const code = await run([...words, '--cache', cache, '--device', 'cpu', '--threads', '1', '--json'], commands, terminal);
  return { code, json: JSON.parse(terminal.output) as unknown };
}

const text = ['--text', 'the harbour was quiet and ', '--max-tokens', '4'];

test.each([
  ['a file of K-quants', 'gguf-llama-q4-k-m', 'model.gguf', 'auto'],
  ['a file of K-quants in 4 bits', 'gguf-llama-q4-k-m', './model.gguf', 'int4'],
  ['a file of K-quants, exactly', 'gguf-llama-k-quants', 'model.gguf', 'float32'],
  ['the folder of a file', 'gguf-qwen3', path.join(golden('gguf-qwen3').folder), 'auto'],
  ['a file of another architecture', 'gguf-gemma2', 'model.gguf', 'auto'],
])('cloze complete continues a text with %s', async (_, folder, model, precision) => {
  const { code, json } = await cloze(folder, 'complete', ...text, '--model', model, '--precision', precision);
  expect(code).toBe(0);
  const tokens = (json as { tokens: { logprob: number }[] }).tokens;
  expect(tokens.length).toBeGreaterThan(0);
  expect(tokens.every(({ logprob }) => Number.isFinite(logprob))).toBe(true);
});

test.each(['gguf-bert', 'gguf-modern-bert'])('cloze embed gives vectors with the encoder in %s', async (folder) => {
  const { code, json } = await cloze(folder, 'embed', 'the harbour', '--encoder', 'model.gguf');
  expect(code).toBe(0);
  const [first] = (json as { vectors: { vector: number[] }[] }).vectors;
  expect(first?.vector.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 3);
});

test('an encoder from a GGUF file has no words for gaps, and the message says so', async () => {
  const { code, json } = await cloze('gguf-bert', 'fill', 'the ___ was quiet', '--encoder', 'model.gguf', '--alone');
  expect(code).not.toBe(0);
  expect(json).toMatchObject({ error: { message: expect.stringMatching(/head/) as unknown } });
});
