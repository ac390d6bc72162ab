import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { Continuation } from '../../../../src/engine/decode/continuation.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import { suffixTokens } from '../../../../src/engine/decode/suffixSupport.js';
import { type Insertion, insertions } from '../../../../src/engine/features/insertions.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { countingModel, type LanguageModel } from '../decode/reference/countingModel.js';
import { decoderOf, tokenizer } from '../decode/reference/writing.js';

/** A model that has read some sentences. */
function readerOf(...sentences: string[]): LanguageModel {
  const documents = sentences.map((text) => [tokenizer.documentStart, ...tokenizer.encode(text), tokenizer.documentStart] as Token[]);
  return countingModel(documents, tokenizer.vocabularySize, 12, 0.01);
}

/** A continuation as decoding makes it, but which the model has not read yet; each word is a token. */
function continuation(text: string, logprob = -1): Continuation {
  const tokens = (text.match(/\s*\S+/g) ?? []).map((word) => ({ text: word, logprob, alternatives: [] }));
  return { text, tokens, stop: 'max-tokens', places: [], decoded: tokens.length };
}

/** What may be inserted at `|`, of some continuations. */
async function insertAt(marked: string, model: LanguageModel, ...continuations: Continuation[]): Promise<Insertion[]> {
  const [before = '', after = ''] = marked.split('|');
  const decoder = decoderOf(model);
  const prompt = promptOf(before, tokenizer);
  const { branch } = await decoder.prefill(prompt.kept, { top: 1 });
  return insertions(
    { decoder, tokenizer },
    prompt,
    branch,
    continuations,
    { headings: [], before, after },
    suffixTokens(tokenizer, after),
    neverCancelled,
  );
}

describe('An insertion', () => {
  const model = readerOf('the boat was dark and the harbour was closed');

  test('ends where the text after the caret goes on', async () => {
    const [best] = await insertAt('the boat| and the harbour was closed', model, continuation(' was dark again today'));
    expect(best?.continuation).toMatchObject({ text: ' was dark', stop: 'suffix' });
    expect(best?.continuation.tokens.map(({ text }) => text)).toEqual([' was', ' dark']);
  });

  test('is the whole continuation where it joins best', async () => {
    const [best] = await insertAt('the boat| the harbour was closed', model, continuation(' was dark and'));
    expect(best?.continuation).toMatchObject({ text: ' was dark and', stop: 'max-tokens' });
  });

  test('is made once of each continuation, the best one first', async () => {
    const all = await insertAt('the boat was| and the harbour was closed', model, continuation(' back again'), continuation(' dark'));
    expect(all.map(({ continuation: { text } }) => text)[0]).toBe(' dark');
    expect(all).toHaveLength(2);
    expect(all[0]?.suffixGain).toBeGreaterThan(0);
    expect(all[1]?.suffixGain).toBeLessThan(0);
  });

  test('gains nothing where nothing is missing', async () => {
    const [best] = await insertAt('the boat was dark| and the harbour was closed', model, continuation(' again'));
    expect(best?.suffixGain).toBeLessThan(0);
  });

  test('is not made of what stands after the caret already', async () => {
    expect(await insertAt('the boat was| dark and the harbour was closed', model, continuation(' dark and the harbour'))).toEqual([]);
  });
});
