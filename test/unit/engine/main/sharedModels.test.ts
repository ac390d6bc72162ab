import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import { createClientEngine, createEngine } from '../../../../src/engine/engine.js';
import { SharedModels } from '../../../../src/engine/sharedModels.js';
import { smallModels, type SmallModels } from '../../../contract/smallModels.js';

let models: SmallModels;
beforeAll(async () => void (models = await smallModels()));
afterAll(() => models.remove());

const options = { precision: 'float32', log: () => undefined, now: () => performance.now() } as const;

function after(before: string): CompleteRequest {
  return {
    context: { headings: [], before, after: '' },
    maxTokens: 8,
    candidates: 2,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 2,
    minConfidence: 0,
  };
}

const said = ({ candidates }: CompleteResult): unknown =>
  candidates.map(({ text, tokens }) => [text, tokens.map(({ logprob }) => logprob.toFixed(4))]);

test('windows that write in turns get the same text as each alone, and find their own text in the cache', async () => {
  const begins = [
    'the harbour was quiet that morning and ',
    'two boats had come in before dawn and ',
    'their crews were asleep in the harbour ',
  ];
  const requests = ['the ', 'the boats ', 'the boats were ', 'the boats were in '].map((end) =>
    begins.map((begin) => after(begin.repeat(3) + end)),
  );

  const alone = createEngine(models.init, options);
  const expected: unknown[] = [];
  for (const [at] of begins.entries()) for (const each of requests) expected.push(said(await alone.complete(each[at] as CompleteRequest)));
  await alone.dispose();

  const shared = new SharedModels(models.init, options);
  const windows = begins.map(() => createClientEngine(models.init, shared, { ...options, caller: { isFocused: false } }));
  const found: unknown[][] = begins.map(() => []);
  for (const [turn, each] of requests.entries()) {
    for (const [at, window] of windows.entries()) {
      const result = await window.complete(each[at] as CompleteRequest);
      found[at]?.push(said(result));
      if (turn > 0) expect(result.usage.reusedTokens).toBeGreaterThan(result.usage.contextTokens / 2);
    }
  }
  for (const window of windows) await window.leave();
  shared.dispose();
  expect(found.flat()).toEqual(expected);
});
