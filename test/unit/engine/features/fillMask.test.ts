import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { FillCandidate, FillMaskRequest } from '../../../../src/common/methods/maskedWords.js';
import { AnswerMemory } from '../../../../src/engine/features/fill/answerMemory.js';
import { weights } from '../../../../src/engine/features/fill/ranking.js';
import { type FillModels, fillMask } from '../../../../src/engine/features/fillMask.js';
import type { LoadedEncoder } from '../../../../src/engine/features/loadedEncoder.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { onReference } from '../decode/reference/loadedReference.js';
import { tokenizer, unsure } from '../decode/reference/writing.js';
import { leaseOf, noLease } from '../../../util/leaseOf.js';
import { tinyEncoder } from './pairs/tinyEncoder.js';

const before = 'The harbour was ';
const after = ' that morning.';

let folder: string;
let encoder: LoadedEncoder;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-'));
  encoder = await tinyEncoder('bert-masked-lm', folder);
});
afterAll(async () => {
  await encoder.encoder.dispose();
  await rm(folder, { recursive: true });
});

const causal = onReference();
const fill = (request: Partial<FillMaskRequest> = {}, models: Partial<FillModels> = {}) =>
  fillMask(
    {
      text: `${before}[MASK]${after}`,
      places: [{ offset: before.length, length: '[MASK]'.length }],
      top: 40,
      maxPieces: 1,
      vote: true,
      ...request,
    },
    { encoder: leaseOf(encoder), causal, ...models },
    new AnswerMemory(),
  );
/** What the encoder says at the mask, straight from its graph. */
async function atTheMask(): Promise<ReadonlyMap<string, number>> {
  const { tokenizer: words, special, pieces } = encoder;
  const first = [special.start, ...words.encode(before)];
  const tokens = [...first, special.mask, ...words.encode(after), special.separator] as Token[];
  const [answers] = await encoder.encoder.maskedDistributions([{ tokens, masks: [{ position: first.length }] }], 97);
  const { tokens: best = [], logprobs = [] } = answers?.[0] ?? {};
  return new Map([...best].map((token, index) => [pieces.of(token).text, Math.exp(logprobs[index] ?? NaN)]));
}

/** The causal model's log-probability of a text behind another, token by token. */
function expectedLogprob(text: string, context: string, tokens = tokenizer.encode(text)): number {
  const known = [tokenizer.documentStart, ...tokenizer.encode(context)];
  return tokens.reduce((sum, token, at) => sum + (unsure([...known, ...tokens.slice(0, at)] as Token[])[token] ?? NaN), 0);
}

describe('Words for a gap', () => {
  test('have the probability that the encoder gives them there, and only words are among them', async () => {
    const { masks, encoder: name, causal } = await fill({ vote: false });
    const expected = await atTheMask();
    const candidates = masks[0]?.candidates ?? [];
    expect(candidates.length).toBeGreaterThan(10);
    expect(candidates.map(({ text }) => text)).not.toContain('.');
    for (const { text, probability } of candidates) expect(probability).toBeCloseTo(expected.get(text) ?? NaN, 6);
    expect(candidates).toEqual(candidates.toSorted((a, b) => b.probability - a.probability));
    expect({ name, causal }).toEqual({ name: 'bert-masked-lm', causal: undefined });
  });

  test('have the log-probability that the causal model gives the word, and what follows behind it', async () => {
    const { masks, causal } = await fill();
    const voted = masks[0]?.candidates.find((candidate) => candidate.causal);
    expect(causal).toBe('reference');
    expect(voted?.causal?.word).toBeCloseTo(expectedLogprob(` ${voted?.text}`, before.trimEnd()), 4);
    const rest = tokenizer.encode(after).slice(0, 4);
    expect(voted?.causal?.rest).toBeCloseTo(expectedLogprob('', `${before}${voted?.text}`, rest), 4);
  });

  test('stand in the order of both models; those that the causal model did not rate count as its worst', async () => {
    const candidates = (await fill()).masks[0]?.candidates ?? [];
    const part = ({ causal }: FillCandidate) => causal && weights.word * causal.word + weights.rest * causal.rest;
    const parts = candidates.map(part).filter((value) => value !== undefined);
    expect(parts.length).toBeLessThan(candidates.length);
    const expected = candidates.map(
      (candidate) => weights.encoder * Math.log(candidate.probability) + (part(candidate) ?? Math.min(...parts)),
    );
    for (const [index, { score }] of candidates.entries()) expect(score).toBeCloseTo(expected[index] ?? NaN, 5);
    expect(candidates).toEqual(candidates.toSorted((a, b) => b.score - a.score));
  });

  test('are the encoder’s alone where the causal model cannot be had, and it is said why', async () => {
    const { masks, note, causal } = await fill(
      {},
      { causal: noLease(new ClozeError({ code: 'model-not-found', message: 'There is no model.' })) },
    );
    expect({ note, causal }).toEqual({ note: 'There is no model.', causal: undefined });
    expect(masks[0]?.candidates).toEqual((await fill({ vote: false })).masks[0]?.candidates);
  });

  test('are not given when the vote is cancelled, or breaks for no stated reason', async () => {
    const source = new CancellationSource();
    source.cancel();
    await expect(
      fill({}, { causal: { ...causal, turn: (work) => causal.turn((model) => work(model, source.token)) } }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(fill({}, { causal: noLease(new Error('broken')) })).rejects.toThrow('broken');
  });
});

test('A word that stands there has its probability and rank among the others', async () => {
  const text = `${before}quiet${after}`;
  const { masks } = await fill({ text, places: [{ offset: before.length, length: 'quiet'.length }], vote: false });
  const expected = await atTheMask();
  const { standing, candidates = [] } = masks[0] ?? {};
  expect(standing?.text).toBe('quiet');
  expect(standing?.probability).toBeCloseTo(expected.get('quiet') ?? NaN, 6);
  expect(candidates[standing?.rank ?? -1]?.text).toBe('quiet');
});
