import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../../src/common/cancellation.js';
import { ClozeError } from '../../../../../src/common/clozeError.js';
import type { RatePairsRequest, RatePairsResult, TextPair } from '../../../../../src/common/methods/scoring.js';
import type { LoadedEncoder } from '../../../../../src/engine/features/loadedEncoder.js';
import { type PairModels, ratePairs } from '../../../../../src/engine/features/ratePairs.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import { onReference } from '../../decode/reference/loadedReference.js';
import { ReferenceDecoder } from '../../decode/reference/referenceDecoder.js';
import { tokenizer, unsure } from '../../decode/reference/writing.js';
import { leaseOf, noLease } from '../../../../util/leaseOf.js';
import { tinyEncoder } from './tinyEncoder.js';

const quiet = 'The harbour was quiet that morning.';
const boats = 'Two boats had come in before dawn, and their crews were asleep.';
const rates = 'Mortgage rates rose again last week.';

const pair = (first: string, second: string, before = ''): TextPair => ({ before, first, second });

let folder: string;
let encoder: LoadedEncoder;
let headless: LoadedEncoder;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-'));
  encoder = await tinyEncoder('bert-next-sentence', folder);
  headless = await tinyEncoder('bert-masked-lm', folder);
});
afterAll(async () => {
  await encoder.encoder.dispose();
  await headless.encoder.dispose();
  await rm(folder, { recursive: true });
});

function models(more: Partial<PairModels> = {}, contextLength = 4096): PairModels {
  const decoder = new ReferenceDecoder(unsure, tokenizer.vocabularySize, contextLength);
  return { encoder: leaseOf(encoder), causal: onReference(decoder), report: () => undefined, ...more };
}

/** Bits of a text behind another straight from the model, token by token. */
function expectedBits(text: string, before = ''): number {
  const context = [tokenizer.documentStart, ...tokenizer.encode(before)];
  const tokens = tokenizer.encode(text);
  return tokens.reduce((sum, token, at) => sum - (unsure([...context, ...tokens.slice(0, at)] as Token[])[token] ?? NaN) / Math.LN2, 0);
}

const nextSentence = ({ ratings }: RatePairsResult): (number | undefined)[] => ratings.map((rating) => rating.nextSentence);

describe('The next-sentence odds of a pair', () => {
  test('are what the model says about [CLS] first [SEP] second [SEP]', async () => {
    const { ratings, encoder: name } = await ratePairs({ pairs: [pair(quiet, boats)], signals: ['next-sentence'] }, models());
    const { tokenizer: words, special } = encoder;
    const first = [special.start, ...words.encode(quiet), special.separator];
    const tokens = [...first, ...words.encode(boats), special.separator];
    const [odds] = await encoder.encoder.nextSentence([{ tokens, segments: tokens.map((_, at) => Number(at >= first.length)) }]);
    expect(ratings).toEqual([{ nextSentence: expect.closeTo(odds ?? NaN, 5) as number }]);
    expect(name).toBe('bert-next-sentence');
  });

  test('come in the order of the pairs, whatever their lengths', async () => {
    const pairs = Array.from({ length: 40 }, (_, index) =>
      pair(index % 3 === 0 ? quiet : `${boats} ${quiet}`, index % 2 === 0 ? rates : quiet),
    );
    const together = await ratePairs({ pairs, signals: ['next-sentence'] }, models());
    for (const index of [0, 1, 7, 39]) {
      const alone = await ratePairs({ pairs: [pairs[index] as TextPair], signals: ['next-sentence'] }, models());
      expect(nextSentence(together)[index]).toBeCloseTo(nextSentence(alone)[0] ?? NaN, 4);
    }
  });

  test('rest on the end of the first sentence and the start of the second where both are too long for the model', async () => {
    const long = Array.from({ length: 60 }, () => 'the boats were quiet').join(' ');
    const pairs = [
      pair(`${rates} ${long}`, `${long} ${rates}`),
      pair(`${quiet} ${long}`, `${long} ${quiet}`),
      pair(`${long} ${quiet}`, long),
    ];
    const [one, same, other] = nextSentence(await ratePairs({ pairs, signals: ['next-sentence'] }, models()));
    expect(one).toBeCloseTo(same ?? NaN, 5);
    expect(one).not.toBeCloseTo(other ?? NaN, 5);
  });

  test('are not there where the model has no head for them, with the reason; surprisal is', async () => {
    const result = await ratePairs(
      { pairs: [pair(quiet, boats)], signals: ['next-sentence', 'surprisal'] },
      models({ encoder: leaseOf(headless) }),
    );
    expect(result.missing).toEqual([{ signal: 'next-sentence', reason: expect.stringContaining('no next-sentence head') as string }]);
    expect(Object.keys(result.ratings[0] ?? {})).toEqual(['surprisal']);
  });

  test('are not there where there is no such model', async () => {
    const error = new ClozeError({ code: 'model-not-found', message: 'There is no model "x".' });
    const result = await ratePairs({ pairs: [pair(quiet, boats)], signals: ['next-sentence'] }, models({ encoder: noLease(error) }));
    expect(result).toEqual({ ratings: [{}], missing: [{ signal: 'next-sentence', reason: 'There is no model "x".' }] });
  });
});

describe('The surprisal of a pair', () => {
  test('is that of the second sentence behind the first and what stands before, and alone', async () => {
    const [first, second, before] = ['The boat was back.', 'The harbour was dark.', 'The café was closed.'];
    const { ratings, causal } = await ratePairs({ pairs: [pair(first, second, before)], signals: ['surprisal'] }, models());
    const { alone, after, tokens } = ratings[0]?.surprisal ?? { alone: NaN, after: NaN, tokens: 0 };
    expect(alone).toBeCloseTo(expectedBits(second), 4);
    expect(after).toBeCloseTo(expectedBits(` ${second}`, `${before} ${first}`), 4);
    expect(tokens).toBe(tokenizer.encode(` ${second}`).length);
    expect(causal).toBe('reference');
  });

  test('comes without the comparison, for fewer steps, where that is not asked', async () => {
    const [first, second] = ['The boat was back.', 'The harbour was dark.'];
    const decoder = new ReferenceDecoder(unsure, tokenizer.vocabularySize);
    const request: RatePairsRequest = { pairs: [{ ...pair(first, second), alone: false }], signals: ['surprisal'] };
    const { ratings } = await ratePairs(request, models({ causal: onReference(decoder) }));
    expect(ratings).toEqual([
      {
        surprisalAfter: {
          after: expect.closeTo(expectedBits(` ${second}`, first), 4) as number,
          tokens: tokenizer.encode(` ${second}`).length,
        },
      },
    ]);
    const { steps } = decoder;
    await ratePairs({ ...request, pairs: [pair(first, second)] }, models({ causal: onReference(decoder) }));
    expect(decoder.steps - steps).toBeGreaterThan(steps);
  });

  test('is the same for a pair among others', async () => {
    const pairs = [
      pair('The boat.', 'The coat.'),
      pair('The coat.', 'The boat.'),
      pair('The boat.', 'It was dark.'),
      pair('', 'The boat.'),
    ];
    const together = await ratePairs({ pairs, signals: ['surprisal'] }, models());
    for (const [index, each] of pairs.entries()) {
      const alone = await ratePairs({ pairs: [each], signals: ['surprisal'] }, models());
      expect(together.ratings[index]).toEqual(alone.ratings[0]);
    }
  });

  test('rates the beginning of a sentence that is too long for the model', async () => {
    const long = 'The harbour was dark. '.repeat(40);
    const { ratings } = await ratePairs({ pairs: [pair(long, long, long)], signals: ['surprisal'] }, models({}, 64));
    expect(ratings[0]?.surprisal?.tokens).toBeGreaterThan(0);
    expect(ratings[0]?.surprisal?.tokens).toBeLessThan(64);
  });
});

describe('The similarity of a pair', () => {
  test('is 1 for a sentence and itself, and the same in both directions', async () => {
    const pairs = [pair(quiet, quiet), pair(quiet, boats), pair(boats, quiet)];
    const { ratings } = await ratePairs({ pairs, signals: ['similarity'] }, models());
    const [self, there, back] = ratings.map(({ similarity }) => similarity ?? NaN) as [number, number, number];
    expect(self).toBeCloseTo(1, 5);
    expect(there).toBeCloseTo(back, 5);
    expect(there).toBeLessThan(self);
  });
});

describe('Rating pairs', () => {
  test('measures nothing that was not asked for', async () => {
    expect(await ratePairs({ pairs: [pair(quiet, boats)], signals: [] }, models())).toEqual({ ratings: [{}], missing: [] });
  });

  test('stops at a cancel', async () => {
    const source = new CancellationSource();
    source.cancel();
    const cancelled = models({ encoder: { ...leaseOf(encoder), turn: (work) => work(encoder, source.token) } });
    await expect(ratePairs({ pairs: [pair(quiet, boats)], signals: ['next-sentence'] }, cancelled)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
