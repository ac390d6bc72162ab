import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SharedEngine } from '../../../src/backend/shared/sharedEngine.js';
import type { CompleteRequest, Usage } from '../../../src/common/methods/completion.js';
import { SharedEngines } from '../../util/sharedEngines.js';
import { embeddedModel } from './embeddedModel.js';

const megabyte = 1e6;

/** Half a minute of work; a machine that has other work may take far longer. */
const limitMs = 15 * 60_000;

let engines: SharedEngines;
let words: readonly string[];
beforeAll(async () => {
  engines = await SharedEngines.open('shared-engine-for-windows');
  words = (await readFile(path.join(import.meta.dirname, '../../../samples/manuscript.md'), 'utf8')).split(/(?<=\s)/);
});
afterAll(() => engines.close());

/** A request after so many words of the sample manuscript. */
function after(from: number, to: number): CompleteRequest {
  return {
    context: { headings: [], before: words.slice(from, to).join(''), after: '' },
    maxTokens: 6,
    candidates: 1,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 0,
    minConfidence: 0,
  };
}

/** The median of the last four: what waits for a collector comes and goes. */
function settled(bytes: readonly number[]): number {
  const [, low = 0, high = 0] = bytes.slice(-4).sort((a, b) => a - b);
  return (low + high) / 2;
}

test('a second window adds at most 15 MB, and each finds the beginning of its text again', { timeout: limitMs }, async () => {
  const [firstText, secondText] = [after(0, 620), after(900, 1500)];
  const one = await engines.client(embeddedModel);
  const complete = async ({ client }: SharedEngine, text: CompleteRequest): Promise<{ usage: Usage; bytes: number }> => {
    const { usage } = await client.engine.complete(text);
    return { usage, bytes: (await client.engine.status()).residentBytes };
  };
  // The same texts one after the other in one window: what else the work takes is there then.
  const alone: number[] = [];
  for (let turn = 0; turn < 4; turn++) for (const text of [firstText, secondText]) alone.push((await complete(one, text)).bytes);

  const other = await engines.client(embeddedModel);
  const together: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    together.push((await complete(one, firstText)).bytes);
    together.push((await complete(other, secondText)).bytes);
  }
  const longer = await complete(one, after(0, 622));
  const again = await complete(other, secondText);

  // The beginning of each text was kept while the other window had its turn.
  expect(longer.usage.reusedTokens).toBeGreaterThan(150);
  expect(again.usage.reusedTokens).toBeGreaterThan(150);
  expect((settled(together) - settled(alone)) / megabyte).toBeLessThanOrEqual(15);
});
