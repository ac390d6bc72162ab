import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pairSequence } from '../../../src/engine/features/encoderSequence.js';
import type { LoadedEncoder } from '../../../src/engine/features/loadedEncoder.js';
import { modelKeys } from '../../../src/engine/modelKeys.js';
import { openModel } from '../../../src/engine/openModel.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import type { MaskedSequence } from '../../../src/engine/runtime/encoder.js';
import { embeddedModel } from '../complete/embeddedModel.js';
import { bertReference, pairReferences } from './reference.js';

let bert: LoadedEncoder;
beforeAll(async () => void (bert = await openModel(modelKeys(embeddedModel).encoder, embeddedModel)));
afterAll(() => bert.encoder.dispose());

const { texts } = bertReference;

/** A placeholder, a Chinese character, a Cyrillic letter. */
const removed = [5, 1740, 1180] as Token[];

function masked(
  { ids, position }: { readonly ids: readonly number[]; readonly position: number },
  rate: readonly number[],
): MaskedSequence {
  return { tokens: ids as Token[], masks: [{ position, rate: rate as Token[] }] };
}

describe('The embedded BERT', () => {
  test('is the encoder that is used where none is named', () => {
    expect(bert.name).toBe('bert-base-uncased');
    expect(bert.encoder.abilities).toEqual({ maskedWords: true, nextSentence: true });
  });

  test.each(texts)('reads the tokens of the reference tokenizer: $text', ({ text, ids }) => {
    expect(bert.tokenizer.encodeWithSpecialTokens(text)).toEqual(ids.slice(1, -1));
  });

  test.each(pairReferences)(
    'reads two sentences as the reference tokenizer joins them: $pair',
    ({ pair: [first, second], ids, segments }) => {
      expect(pairSequence(bert.special, bert.tokenizer.encode(first), bert.tokenizer.encode(second))).toEqual({ tokens: ids, segments });
    },
  );

  test.each(texts)('gives words nearly the probabilities that they have in float32: $text', async (row) => {
    const [[answer] = []] = await bert.encoder.maskedDistributions([masked(row, row.tokens)], 5);
    const difference = row.logprobs.reduce((sum, logprob, at) => sum + Math.abs(Math.exp(logprob) - Math.exp(answer?.rated[at] ?? NaN)), 0);
    expect(difference / 2).toBeLessThan(0.15);
    expect(row.tokens.slice(0, 2)).toContain(answer?.tokens[0]);
  });

  test.each(pairReferences)(
    'gives a pair nearly the odds that its adapters give it in float32: $pair',
    async ({ ids, segments, logOdds }) => {
      const [odds] = await bert.encoder.nextSentence([{ tokens: ids as Token[], segments }]);
      expect(Math.abs((odds ?? NaN) - logOdds)).toBeLessThan(0.25);
    },
  );

  test('gives pairs, in float32, the odds that its adapters give them, and not those of its own head', async () => {
    const exact = await openModel(modelKeys(embeddedModel, 'float32').encoder, embeddedModel);
    const odds = await exact.encoder.nextSentence(pairReferences.map(({ ids, segments }) => ({ tokens: ids as Token[], segments })));
    await exact.encoder.dispose();
    pairReferences.forEach(({ logOdds, without }, at) => {
      expect(odds[at]).toBeCloseTo(logOdds, 3);
      expect(Math.abs(without - logOdds)).toBeGreaterThan(0.1);
    });
  });

  test('never suggests a piece that no English text has', async () => {
    const answers = await bert.encoder.maskedDistributions(
      texts.map((row) => masked(row, removed)),
      1,
    );
    for (const [answer] of answers) expect(Math.max(...(answer?.rated ?? [NaN]))).toBeLessThan(-50);
  });

  test('has a dense row for each id of its vocabulary', () => {
    expect(bert.encoder.vocabularySize).toBe(30_522);
    expect(bert.tokenizer.vocabularySize).toBe(30_522);
  });
});
