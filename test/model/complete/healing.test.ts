import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate, openingSize } from '../../../src/engine/decode/generate.js';
import type { GenerateOptions } from '../../../src/engine/decode/generateOptions.js';
import { openingQuery } from '../../../src/engine/decode/openings.js';
import { promptOf } from '../../../src/engine/decode/prompt.js';
import type { LoadedModel } from '../../../src/engine/features/loadedModel.js';
import { modelKeys } from '../../../src/engine/modelKeys.js';
import { openModel } from '../../../src/engine/openModel.js';
import { cutPoints } from '../../unit/engine/decode/reference/cutPoints.js';
import { embeddedModel } from './embeddedModel.js';

const passage = `The harbour master unbuttoned his coat. "Unbelievable," said Zoë O'Brien; the boat 🚢 was back.
- **Jürgen** paid 1,250 € for   a cafe\u0301 in 港町.
`;

const options: GenerateOptions = {
  candidates: 1,
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  maxTokens: 3,
  minConfidence: 0,
  stopAt: 'none',
  stopOffset: () => undefined,
  mayBegin: () => true,
};

let model: LoadedModel;
beforeAll(async () => {
  model = await openModel(modelKeys(embeddedModel).causal, embeddedModel);
});
afterAll(() => model.decoder.dispose());

async function continuation(before: string): Promise<string> {
  const prompt = promptOf(before, model.tokenizer);
  const query = openingQuery(model.tokenizer, prompt.removedBytes, openingSize(options));
  const prefilled = await model.decoder.prefill(prompt.kept, query);
  return (await generate(model, prompt, prefilled, options)).continuations[0]?.text ?? '';
}

describe('The embedded model', () => {
  // Having read the passage three times, it knows what comes next; what it gets wrong would be the caret's fault.
  test('goes on exactly at the caret, at every cut point of a text that it has read before', async () => {
    const wrong: string[] = [];
    const cuts = cutPoints(passage).filter((cut) => cut >= 15 && cut < passage.length - 8);
    expect(cuts.length).toBeGreaterThan(20);
    for (const cut of cuts) {
      const rest = passage.slice(cut);
      const text = await continuation(`${passage}${passage}${passage}${passage.slice(0, cut)}`);
      if (text.trim() === '' || !rest.startsWith(text)) wrong.push(`${passage.slice(cut - 12, cut)}|${text}`);
    }
    expect(wrong).toEqual([]);
  });
});
