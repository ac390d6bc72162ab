import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier, ClassifyResult } from '../../../../../src/common/classificationApi.js';
import { CancellationSource, neverCancelled } from '../../../../../src/common/cancellation.js';
import type { ClassifierModels } from '../../../../../src/engine/features/classification/classifierModels.js';
import { classify } from '../../../../../src/engine/features/classification/classify.js';
import { FeatureStore } from '../../../../../src/engine/features/classification/featureStore.js';
import { trainClassifier } from '../../../../../src/engine/features/classification/trainClassifier.js';
import type { LoadedEncoder } from '../../../../../src/engine/features/loadedEncoder.js';
import { ReferenceDecoder } from '../../decode/reference/referenceDecoder.js';
import { tokenizer, unsure } from '../../decode/reference/writing.js';
import { tinyEncoder } from '../pairs/tinyEncoder.js';

const boats = ['Two boats had come in.', 'The harbour was quiet.', 'Two boats had come in before dawn.', 'The boats come before dawn.'];
const money = ['Mortgage rates rose again.', 'Rates rose last week.', 'Mortgage rates rose last week.', 'Again rates rose.'];
const examples = [...boats.map((text) => ({ text, label: 'boats' })), ...money.map((text) => ({ text, label: 'money' }))];

let folder: string;
let encoder: LoadedEncoder;
let models: ClassifierModels;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  encoder = await tinyEncoder('bert-masked-lm', folder);
  const decoder = new ReferenceDecoder(unsure, tokenizer.vocabularySize);
  const device = { kind: 'cpu', name: 'test', threads: 1 } as const;
  models = {
    onEncoder: (work) => work(encoder, neverCancelled),
    onCausal: (work) => work({ name: 'reference', hash: 'reference', decoder, tokenizer, device }, neverCancelled),
    onCheckpoint: () => () => Promise.reject(new Error('No checkpoint is asked.')),
    features: new FeatureStore(join(folder, 'features')),
  };
});
afterAll(async () => {
  await encoder.encoder.dispose();
  await rm(folder, { recursive: true });
});

const today = (): Date => new Date(0);
const train = (by: 'encoder' | 'causal' | 'both') => trainClassifier({ examples, by, weighting: 'none', seed: 1 }, models, today);

async function ask(
  texts: readonly string[],
  classifier: Classifier,
  options: { why?: boolean; multiLabel?: boolean } = {},
): Promise<ClassifyResult> {
  return classify({ texts, classifier, multiLabel: options.multiLabel ?? false, why: options.why ?? false }, models);
}

describe('A classifier of your own', () => {
  test.each(['encoder', 'causal', 'both'] as const)('knows the texts that it was trained on, by %s', async (by) => {
    const { head } = await train(by);
    const { labels, texts } = await ask([...boats, ...money], { kind: 'head', head });
    const said = texts.map(({ probabilities }) => labels[(probabilities[0] ?? 0) > 0.5 ? 0 : 1]);
    expect(said).toEqual(examples.map(({ label }) => label));
  });

  test('says with its file which model it is for, and how it was trained', async () => {
    const { head, report } = await train('encoder');
    expect(head.features).toMatchObject([{ kind: 'encoder', model: 'bert-masked-lm', layers: [1, 3] }]);
    expect(head.training).toMatchObject({ date: '1970-01-01T00:00:00.000Z', examples: [4, 4], majority: 0.5 });
    expect(report.note).toContain('too few');
  });

  test('refuses a model that it was not trained on', async () => {
    const { head } = await train('encoder');
    const other = { ...head, features: head.features.map((source) => ({ ...source, hash: 'another' })) };
    await expect(ask(['a'], { kind: 'head', head: other })).rejects.toThrow('another version of it is in use');
  });

  test('gives a text the same whether it stands alone or in a batch', async () => {
    const { head } = await train('encoder');
    const [alone] = (await ask([boats[0] ?? ''], { kind: 'head', head })).texts;
    const inBatch = (await ask([...money, boats[0] ?? '', `${boats.join(' ')} `.repeat(9)], { kind: 'head', head })).texts[4];
    expect(inBatch).toEqual(alone);
  });

  test('reads a long text in passages, and says which one decided', async () => {
    const { head } = await train('encoder');
    const text = `${`${boats.join(' ')} `.repeat(4)}${money.join(' ')}`;
    const [result] = (await ask([text], { kind: 'head', head })).texts;
    expect(result?.passages.length).toBeGreaterThan(1);
    expect(result?.probabilities[0]).toBeGreaterThan(0.5);
    const { offset = NaN } = result?.passages[result.deciding] ?? {};
    expect(offset).toBeLessThan(text.indexOf('Mortgage'));
  });

  test('shows the words that moved the decision, at their places', async () => {
    const { head } = await train('encoder');
    const [result] = (await ask(['The boats had come in.'], { kind: 'head', head }, { why: true })).texts;
    const shown = result?.words?.map(({ offset, length }) => 'The boats had come in.'.slice(offset, offset + length));
    expect(shown?.sort()).toEqual(['The', 'boats', 'come', 'had', 'in']);
    const sizes = result?.words?.map(({ influence }) => Math.abs(influence)) ?? [];
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test('says nothing of a text without words', async () => {
    const { head } = await train('encoder');
    expect((await ask(['', '…'], { kind: 'head', head }, { why: true })).texts.map(({ probabilities }) => probabilities)).toEqual([[], []]);
  });

  test('stops training when it is told to', async () => {
    const stop = new CancellationSource();
    stop.cancel();
    const request = { examples, by: 'encoder', weighting: 'none', seed: 1 } as const;
    await expect(trainClassifier(request, models, today, stop.token)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('Labels without training', () => {
  test.each(['encoder', 'causal', 'both'] as const)('have probabilities that sum to 1, by %s', async (by) => {
    const { texts } = await ask(boats.slice(0, 2), { kind: 'zero-shot', labels: ['harbour', 'mortgage rates', 'quiet'], by });
    for (const { probabilities } of texts) expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 8);
  });

  test('have probabilities of their own where there may be several', async () => {
    const { texts } = await ask([boats[0] ?? ''], { kind: 'zero-shot', labels: ['harbour', 'quiet'], by: 'encoder' }, { multiLabel: true });
    expect(texts[0]?.probabilities.every((p) => p > 0 && p < 1)).toBe(true);
  });
});
