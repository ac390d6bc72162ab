import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModel } from '../../../src/engine/openModel.js';
import type { LoadedModel } from '../../../src/engine/features/loadedModel.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import { embeddedModel } from './embeddedModel.js';

const text =
  'The old harbor had been quiet all winter, and the boats lay upside down on the shingle while the men mended their nets. ' +
  'Nobody spoke of the storm, though everyone could see that the wall had lost another stone.';

let model: LoadedModel;
beforeAll(async () => void (model = await openModel({ role: 'causal', model: 'smollm2-135m-instruct', device: 'cpu' }, embeddedModel)));
afterAll(() => model.decoder.dispose());

test('the embedded model finds a text that is read at once as probable as one that is read token by token', async () => {
  const tokens = [model.tokenizer.documentStart as Token, ...model.tokenizer.encode(text)];
  const { decoder } = model;
  let { branch } = await decoder.prefill(tokens.slice(0, 1), { top: 1 });
  const start = branch;
  const oneByOne: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (index === 0) continue;
    const [rated] = await decoder.rate([{ branch, tokens: [token] }], 0);
    oneByOne.push(rated?.logprobs[0] as number);
    const [step] = await decoder.extend([{ branch, tokens: [token] }], { top: 1 });
    branch = step?.branch as typeof branch;
  }
  const [atOnce] = await decoder.rate([{ branch: start, tokens: tokens.slice(1) }], 0);

  const differences = oneByOne.map((logprob, index) => Math.abs(logprob - (atOnce?.logprobs[index] as number))).sort((a, b) => a - b);
  // A sum in another order can, once in many tokens, round to another code; nearly all are the same to the last digits.
  expect(differences[Math.floor(differences.length * 0.9)]).toBeLessThan(1e-3);
});
