import { describe, expect, test } from 'vitest';
import { generate, openingSize } from '../../../../src/engine/decode/generate.js';
import type { GenerateOptions } from '../../../../src/engine/decode/generateOptions.js';
import { openingQuery } from '../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import { suffixSupport, suffixTokens } from '../../../../src/engine/decode/suffixSupport.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { byHeart, decoderOf, manuscript, tokenizer } from './reference/writing.js';

const options: GenerateOptions = {
  candidates: 3,
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  maxTokens: 3,
  minConfidence: 0,
  stopAt: 'none',
  stopOffset: () => undefined,
  mayBegin: () => true,
};

/** Log-probability of the first tokens of a text behind a sequence, straight from the model. */
function logprobOf(before: readonly Token[], text: string): number {
  const tokens = tokenizer.encode(text).slice(0, 8);
  const logprobs = tokens.map((token, at) => byHeart([...before, ...tokens.slice(0, at)])[token] ?? NaN);
  return logprobs.reduce((sum, value) => sum + value, 0);
}

describe('How likely the text after the caret is', () => {
  // The writer has left out " boat" between the two.
  const before = 'the unbelievable';
  const after = manuscript.slice(manuscript.indexOf(' was back'), manuscript.indexOf(' was back') + 30);

  test('is what the model says behind each continuation, and without one', async () => {
    const decoder = decoderOf(byHeart);
    const prompt = promptOf(before, tokenizer);
    const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, openingSize(options)));
    const { continuations: found } = await generate({ decoder, tokenizer }, prompt, prefilled, options);
    const { without, behind } = await suffixSupport(
      { decoder, tokenizer },
      prompt,
      prefilled.branch,
      found,
      suffixTokens(tokenizer, after),
    );
    const start = [...prompt.kept, ...prompt.removed];
    expect(without).toBeCloseTo(logprobOf(start, after), 4);
    expect(found.length).toBeGreaterThan(1);
    found.forEach(({ text }, index) => {
      expect(behind[index], text).toBeCloseTo(logprobOf([...start, ...tokenizer.encode(text)], after), 4);
    });
  });

  test('is highest where the continuation is what was left out', async () => {
    const decoder = decoderOf(byHeart);
    const prompt = promptOf(before, tokenizer);
    const { branch } = await decoder.prefill(prompt.kept, { top: 1 });
    const ways = [' boat', ' harbour', ' coat'].map((text) => ({ text, places: [] }));
    const { without, behind } = await suffixSupport({ decoder, tokenizer }, prompt, branch, ways, suffixTokens(tokenizer, after));
    expect(Math.max(without, ...behind)).toBe(behind[0]);
  });

  test('takes few model steps for all of them', async () => {
    const decoder = decoderOf(byHeart);
    const prompt = promptOf(before, tokenizer);
    const { branch } = await decoder.prefill(prompt.kept, { top: 1 });
    const ways = [' boat', ' coat'].map((text) => ({ text, places: [] }));
    await suffixSupport({ decoder, tokenizer }, prompt, branch, ways, suffixTokens(tokenizer, after));
    expect(decoder.steps).toBe(2);
  });
});
