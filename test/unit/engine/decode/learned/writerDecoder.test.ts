import { describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../../src/common/cancellation.js';
import type { Sampling } from '../../../../../src/common/methods/completion.js';
import { generate, openingSize } from '../../../../../src/engine/decode/generate.js';
import { WriterDecoder } from '../../../../../src/engine/decode/learned/writerDecoder.js';
import { WriterModel } from '../../../../../src/engine/decode/learned/writerModel.js';
import { openingQuery } from '../../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../../src/engine/decode/prompt.js';
import type { Decoder } from '../../../../../src/engine/runtime/decoder.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import { decoderOf, tokenizer, unsure } from '../reference/writing.js';
import { learnedOf } from './learnedOf.js';

const chapters = ['The boat of Zelphina Quellabard was back. Zelphina Quellabard said so.', 'He saw Zelphina Quellabard in the harbour.'];
const start = tokenizer.documentStart;
const all = { top: tokenizer.vocabularySize };
const everyToken = [...Array(tokenizer.vocabularySize).keys()] as Token[];

function writer(weight = 0.5): Decoder {
  return new WriterDecoder(decoderOf(unsure), new WriterModel(learnedOf(chapters, weight)));
}

const tokensOf = (text: string): Token[] => [start, ...tokenizer.encode(text)];

describe("A decoder that knows its writer's texts", () => {
  test.each(['The boat of', 'He saw Zelphina', 'The café', 'in the harbour. Zel', 'xyz'])(
    'has probabilities that sum to 1 after "%s"',
    async (text) => {
      const { next } = await writer().prefill(tokensOf(text), all);
      expect(next.tokens).toHaveLength(tokenizer.vocabularySize);
      expect(next.logprobs.reduce((sum, logprob) => sum + Math.exp(logprob), 0)).toBeCloseTo(1, 5);
    },
  );

  test('says the same of a token whether it lists it, is asked about it, or rates it', async () => {
    const decoder = writer();
    const { branch, next } = await decoder.prefill(tokensOf('He saw'), { ...all, rate: everyToken });
    const listed = new Map(next.tokens.map((token, at) => [token, next.logprobs[at] as number]));
    const rated = await decoder.rate(
      everyToken.slice(0, 300).map((token) => ({ branch, tokens: [token] })),
      0,
    );
    for (const token of everyToken.slice(0, 300)) {
      expect(next.rated[token]).toBeCloseTo(listed.get(token) as number, 5);
      expect(rated[token]?.logprobs[0]).toBeCloseTo(listed.get(token) as number, 5);
    }
  });

  test('says the same of a text whether it reads it at once or token by token', async () => {
    const tokens = tokensOf('The boat of Zelphina Quellabard was');
    const { next: atOnce } = await writer().prefill(tokens, { top: 20 });
    const decoder = writer();
    let { branch, next } = await decoder.prefill(tokens.slice(0, 3), { top: 20 });
    for (const token of tokens.slice(3)) [{ branch, next }] = (await decoder.extend([{ branch, tokens: [token] }], { top: 20 })) as [{ branch: typeof branch; next: typeof next }]; // prettier-ignore
    expect(next).toEqual(atOnce);
  });

  test('keeps apart the continuations that are read in one step', async () => {
    const decoder = writer();
    const { branch } = await decoder.prefill(tokensOf('He saw'), { top: 1 });
    const ways = [' Zelphina', ' the'].map((text) => ({ branch, tokens: tokenizer.encode(text) }));
    const together = await decoder.extend(ways, { top: 30 });
    for (const [at, way] of ways.entries()) {
      const { branch: again } = await decoder.prefill(tokensOf('He saw'), { top: 1 });
      const [alone] = await decoder.extend([{ ...way, branch: again }], { top: 30 });
      expect(together[at]?.next).toEqual(alone?.next);
    }
  });

  test('ranks what the writer writes above what the model thinks of', async () => {
    const decoder = writer();
    const tokens = tokenizer.encode(' Zelphina Quellabard');
    const { branch } = await decoder.prefill(tokensOf('He saw'), { top: 1 });
    const [rated] = await decoder.rate([{ branch, tokens }], 3);
    const last = tokens.length - 1;
    expect(rated?.ranks[last]).toBe(0);
    expect(rated?.top[last]?.tokens[0]).toBe(tokens[last]);
    expect(rated?.top[last]?.tokens).toHaveLength(3);
  });

  test('is the model itself, to the bit, where held-out text had no use for what was learned', async () => {
    const query = { top: 30, rate: everyToken };
    const plain = await decoderOf(unsure).prefill(tokensOf('He saw'), query);
    const blended = await writer(0).prefill(tokensOf('He saw'), query);
    expect(blended.next.rated).toEqual(plain.next.rated);
    expect(blended.next.logprobs).toEqual(plain.next.logprobs);
  });

  test.each([
    ['after two letters', 'In the morning Ze', 'lphina Quellabard'],
    ['after three letters', 'In the morning Zel', 'phina Quellabard'],
    ['after its first word', 'The old Zelphina', ' Quellabard'],
    ['where a new chapter begins with it', 'Ze', 'lphina Quellabard'],
    ['in the middle of the second word', 'said Zelphina Quel', 'labard'],
  ])('completes a made-up name %s', async (_, before, expected) => {
    expect((await continuation(writer(), before)).startsWith(expected)).toBe(true);
    expect((await continuation(decoderOf(unsure), before)).startsWith(expected)).toBe(false);
  });
});

async function continuation(decoder: Decoder, before: string): Promise<string> {
  const sampling: Sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const options = {
    candidates: 1,
    sampling,
    alternatives: 3,
    maxTokens: 24,
    minConfidence: 0,
    stopAt: 'none' as const,
    stopOffset: () => undefined,
    mayBegin: () => true,
  };
  const prompt = promptOf(before, tokenizer);
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, openingSize(options)));
  const { continuations } = await generate({ decoder, tokenizer }, prompt, prefilled, options, new CancellationSource().token);
  return continuations[0]?.text ?? '';
}
