import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeatureSource } from '../../../../../../src/common/classifierHead.js';
import { meansOf, tailLength, textSequence, usualGap } from '../../../../../../src/engine/features/classification/vectors/gap.js';
import type { LoadedEncoder } from '../../../../../../src/engine/features/loadedEncoder.js';
import { openCheckpoint } from '../../../../../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../../../../../src/engine/tokenizer/token.js';
import { golden } from '../../../../../util/golden.js';
import { tinyEncoder } from '../../pairs/tinyEncoder.js';

const source: FeatureSource = { kind: 'encoder', model: 'm', hash: 'h', layers: [4], pooling: ['gap'], size: 1, gap: usualGap };
const text = 'the harbour was quiet';

/** Where the masked-word heads keep the vocabulary's bias. */
const biases = {
  'bert-masked-lm': 'cls.predictions.bias',
  'distilbert-masked-lm': 'vocab_projector.bias',
  'roberta-masked-lm': 'lm_head.bias',
};

describe.each(Object.entries(biases))('A gap after a text, in %s', (name, bias) => {
  let folder: string;
  let model: LoadedEncoder;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    model = await tinyEncoder(name, folder);
  });
  afterAll(async () => {
    await model.dispose();
    await rm(folder, { recursive: true });
  });

  test('stands after a sentence that has ended, in the place that is read', () => {
    const [open, ended] = [text, `${text}.`].map((each) => textSequence(model, each, usualGap).tokens) as [Token[], Token[]];
    expect(open.join(' ')).toContain(model.tokenizer.encode('. It was').join(' '));
    expect(ended.slice(1, -1)).toEqual([
      ...model.tokenizer.encode(`${text}.`),
      ...model.tokenizer.encode(' It was'),
      3,
      ...model.tokenizer.encode('.'),
    ]);
    const [fromEnd] = meansOf(source, model) as [number];
    for (const tokens of [open, ended]) expect(tokens[tokens.length - 1 - fromEnd]).toBe(3);
    expect(open.length - 1 - model.tokenizer.encode(text).length).toBe(tailLength(model, usualGap));
  });

  test('is there also where the text is longer than the window of the model', () => {
    const { tokens } = textSequence(model, Array(600).fill(text).join(' '), usualGap);
    expect(tokens).toHaveLength(model.encoder.contextLength);
    expect(tokens).toContain(3);
  });

  test('is compared with the mean of a name, and with nothing where a name has no tokens', async () => {
    const [one, two, both, none] = (await model.upper.words([[5], [7], [5, 7], []])) as Float32Array[];
    expect(both?.[0]).toBeCloseTo(((one?.[0] ?? NaN) + (two?.[0] ?? NaN)) / 2, 6);
    expect(none).toEqual(new Float32Array(model.encoder.hiddenSize));
  });

  test('is compared with words as the head for masked words compares it', async () => {
    const { tokens } = textSequence(model, text, usualGap);
    const [a, b] = [5, 7] as [Token, Token];
    const masks = [{ position: tokens.indexOf(3 as Token), rate: [a, b] }];
    const [[{ rated } = { rated: [] }] = []] = await model.encoder.maskedDistributions([{ tokens, masks }], 1);
    const upper = await model.upper.above(1);
    const states = await model.encoder.hiddenStates([{ tokens, asked: [...tokens.keys()] }], [1]);
    const [rows] = (await upper.features(states, meansOf(source, model), { scale: 1, factors: new Map() })) as [Float32Array];
    const row = rows.subarray(rows.length - model.encoder.hiddenSize);
    const words = (await model.upper.words([[a], [b]])) as [Float32Array, Float32Array];
    const [first, second] = words.map((word) => word.reduce((sum, value, i) => sum + value * (row[i] as number), 0)) as [number, number];
    const checkpoint = await openCheckpoint(golden(name).folder);
    const offsets = await checkpoint.tensors.floats(bias);
    await checkpoint.close();
    const offset = (offsets[a] as number) - (offsets[b] as number);
    expect(first - second + offset).toBeCloseTo((rated[0] as number) - (rated[1] as number), 4);
  });
});

test('where gaps are not compared with words in the width of the layers, there is nothing to read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  const model = await tinyEncoder('bert-next-sentence', folder);
  expect(await model.upper.words([[5]])).toBeUndefined();
  await model.dispose();
  await rm(folder, { recursive: true });
});
