import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../src/common/cancellation.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import type { Encoder, MaskedDistribution } from '../../src/engine/runtime/encoder.js';
import { encoderReference } from '../../bench/golden/encoderReference.js';
import { openEncoder } from '../../src/engine/runtime/openEncoder.js';
import { golden } from '../util/golden.js';

const tokens = [5, 17, 3, 60, 8, 41, 22] as Token[];
const rate = [60, 2] as Token[];
const vocabularySize = 97;

let cacheFolder: string;
let checkpoint: Checkpoint;
let encoder: Encoder;

async function open(name: string): Promise<Encoder> {
  const opened = await openCheckpoint(golden(name).folder);
  try {
    return await openEncoder(opened, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  checkpoint = await openCheckpoint(golden('bert-pretraining').folder);
  encoder = await open('bert-pretraining');
});
afterAll(async () => {
  await encoder.dispose();
  await checkpoint.close();
  await rm(cacheFolder, { recursive: true });
});

describe('a masked place', () => {
  let logits: number[];
  let answer: MaskedDistribution;
  beforeAll(async () => {
    const reference = await encoderReference(checkpoint, { inputIds: [tokens] });
    logits = [...(reference['prediction_logits']?.values ?? [])].slice(3 * vocabularySize, 4 * vocabularySize);
    const [[first] = []] = await encoder.maskedDistributions([{ tokens, masks: [{ position: 3, rate }] }], 5);
    if (first === undefined) throw new Error('There is no answer.');
    answer = first;
  });
  const order = (): number[] => [...logits.keys()].sort((a, b) => (logits[b] as number) - (logits[a] as number));
  const logprob = (token: number): number => (logits[token] as number) - Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));

  test('gets the most probable tokens, best first', () => {
    expect(answer.tokens).toEqual(order().slice(0, 5));
    answer.tokens.forEach((token, index) => expect(answer.logprobs[index]).toBeCloseTo(logprob(token), 4));
  });

  test('gets the log-probability of each rated token, and the rank of the first', () => {
    expect(answer.rated).toHaveLength(rate.length);
    rate.forEach((token, index) => expect(answer.rated[index]).toBeCloseTo(logprob(token), 4));
    expect(answer.rank).toBe(order().indexOf(60));
  });

  test('gets no rank where nothing is rated, also beside one that is', async () => {
    const masks = [{ position: 1 }, { position: 3, rate }, { position: 5, rate: [8 as Token] }];
    const [answers = []] = await encoder.maskedDistributions([{ tokens, masks }], 1);
    expect(answers.map(({ rated }) => rated.length)).toEqual([0, 2, 1]);
    expect(answers[0]?.rank).toBeUndefined();
    expect(answers[1]?.rank).toBe(answer.rank);
    expect(answers[2]?.rated[0]).not.toBe(answers[1]?.rated[0]);
  });
});

describe('answers come in the order of the batch', () => {
  test('also where sequences have no masked place', async () => {
    const asked = { tokens, masks: [{ position: 3 }] };
    const answers = await encoder.maskedDistributions([{ tokens, masks: [] }, asked, { tokens, masks: [] }], 2);
    expect(answers.map((places) => places.length)).toEqual([0, 1, 0]);
  });

  test('where sequences of many lengths are run in several steps', async () => {
    const batch = [40, 3, 64, 20, 5, 61].map((length) => ({ tokens: Array.from({ length }, (_, at) => ((at * length) % 90) as Token) }));
    const together = await encoder.nextSentence(batch);
    for (const [index, each] of batch.entries()) expect(together[index]).toBeCloseTo((await encoder.nextSentence([each]))[0] ?? NaN, 4);
  });

  test('an empty batch has no answers', async () => {
    expect(await encoder.maskedDistributions([], 5)).toEqual([]);
    expect(await encoder.nextSentence([])).toEqual([]);
  });
});

describe('what cannot be answered is refused with a reason', () => {
  const long = Array<Token>(65).fill(5 as Token);
  test.each<[string, () => Promise<unknown>]>([
    ['an empty sequence', () => encoder.nextSentence([{ tokens: [] }])],
    ['a sequence longer than the model reads', () => encoder.nextSentence([{ tokens: long }])],
    ['a token that is not in the vocabulary', () => encoder.nextSentence([{ tokens: [97 as Token] }])],
    ['a segment that the model does not know', () => encoder.nextSentence([{ tokens, segments: [0, 2] }])],
    ['a masked place behind the end', () => encoder.maskedDistributions([{ tokens, masks: [{ position: 7 }] }], 1)],
    [
      'a rated token that is not in the vocabulary',
      () => encoder.maskedDistributions([{ tokens, masks: [{ position: 1, rate: [-1 as Token] }] }], 1),
    ],
  ])('%s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('64 tokens') as unknown });
  });

  test('labels of a model without a classifier', async () => {
    await expect(encoder.labelLogits([{ tokens }])).rejects.toMatchObject({ code: 'model-unsupported' });
  });

  test('next sentences of a model without that head', async () => {
    const words = await open('distilbert-masked-lm');
    expect(words.abilities).toEqual({ maskedWords: true, nextSentence: false });
    await expect(words.nextSentence([{ tokens }])).rejects.toMatchObject({ code: 'model-unsupported' });
    await words.dispose();
  });

  test('a causal model', async () => {
    await expect(open('gpt2')).rejects.toMatchObject({ code: 'model-unsupported' });
    await expect(open('llama-tied')).rejects.toMatchObject({ code: 'model-unsupported' });
  });
});

test('a cancelled request stops before its next step', async () => {
  const cancel = new CancellationSource();
  const batch = Array.from({ length: 40 }, () => ({ tokens: Array<Token>(60).fill(7 as Token) }));
  const running = encoder.nextSentence(batch, cancel.token);
  cancel.cancel();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});
