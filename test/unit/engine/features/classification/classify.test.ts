import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier, ClassifyResult } from '../../../../../src/common/methods/classification.js';
import { CancellationSource, neverCancelled } from '../../../../../src/common/cancellation.js';
import type { ClassifierModels } from '../../../../../src/engine/features/classification/classifierModels.js';
import { classify } from '../../../../../src/engine/features/classification/classify.js';
import { FeatureStore } from '../../../../../src/engine/features/classification/vectors/featureStore.js';
import { trainClassifier } from '../../../../../src/engine/features/classification/training/trainClassifier.js';
import type { TrainingContext } from '../../../../../src/engine/features/classification/training/trainingContext.js';
import type { LoadedEncoder } from '../../../../../src/engine/features/loadedEncoder.js';
import { headText, readHead } from '../../../../../src/learning/heads/headFile.js';
import { saidLabels } from '../../../../../src/learning/multiLabel/saidLabels.js';
import { onReference } from '../../decode/reference/loadedReference.js';
import { leaseOf, noLease } from '../../../../util/leaseOf.js';
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
  models = {
    encoder: leaseOf(encoder),
    causal: onReference(),
    checkpoint: () => noLease(new Error('No checkpoint is asked.')),
    features: new FeatureStore(join(folder, 'features')),
  };
});
afterAll(async () => {
  await encoder.encoder.dispose();
  await rm(folder, { recursive: true });
});

const training = (cancel = neverCancelled): TrainingContext => ({
  ...models,
  trainingFolder: join(folder, 'training'),
  today: () => new Date(0),
  cancel,
  report: () => undefined,
});
const train = (by: 'encoder' | 'causal' | 'both') => trainClassifier({ examples, by, weighting: 'none', seed: 1 }, training());

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

  test.each([
    ['says that its model was replaced, and offers to train again', {}, 'has been replaced by another version', 'train-classifier'],
    ['names the model that is in use instead of its own', { model: 'another' }, '"bert-masked-lm" is in use', 'open-settings'],
  ])('%s', async (_title, change, message, action) => {
    const { head } = await train('encoder');
    const other = { ...head, features: head.features.map((source) => ({ ...source, hash: 'another', ...change })) };
    const detail = { code: 'bad-request', message: expect.stringContaining(message) as unknown, action };
    await expect(ask(['a'], { kind: 'head', head: other })).rejects.toMatchObject({ detail });
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

  test.each<[string, string]>([
    ['100,000 words', 'Two boats had come in before dawn. '.repeat(14_300)],
    ['100,000 words in one sentence', 'boats '.repeat(100_000)],
    ['100,000 words in a line each', 'boats\n'.repeat(100_000)],
    ['500,000 letters and no space', 'boats'.repeat(100_000)],
    ['100,000 signs and one word', `${'… '.repeat(100_000)}boats`],
  ])('reads a text of %s, from its first word to its last', async (_, text) => {
    const { head } = await train('encoder');
    const [result] = (await ask([text], { kind: 'head', head })).texts;
    expect(result?.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    const { offset = 0, length = 0 } = result?.passages.at(-1) ?? {};
    expect([result?.passages[0]?.offset, offset + length]).toEqual([0, text.trimEnd().length]);
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
    await expect(trainClassifier(request, training(stop.token))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('A classifier of several labels', () => {
  const sets = [...boats.map((text) => ({ text, label: 'boats; all' })), ...money.map((text) => ({ text, label: '["money"]' }))];
  const mixed = [...sets, { text: `${boats[0]} ${money[0]}`, label: 'all|boats|money' }, { text: 'It was quiet before.', label: '[]' }];
  const trainSets = () => trainClassifier({ examples: mixed, multiLabel: true, by: 'encoder', weighting: 'none', seed: 1 }, training());

  test('gives each text of its examples all of its labels, or none, without being told to', async () => {
    const { head } = await trainSets();
    const { labels, thresholds, texts } = await ask(mixed.map(({ text }) => text), { kind: 'head', head }); // prettier-ignore
    const rule = { labels, ...(thresholds && { thresholds }) };
    expect(texts.map(({ probabilities }) => saidLabels(probabilities, rule))).toEqual([
      ...boats.map(() => ['all', 'boats']),
      ...money.map(() => ['money']),
      ['all', 'boats', 'money'],
      [],
    ]);
  });

  test('writes a file that reads back', async () => {
    const { head } = await trainSets();
    expect(readHead(headText(head), 'sets.json')).toEqual(head);
    expect(head.thresholds).toEqual([0.5, 0.5, 0.5]);
  });

  test('is no other one, which is said', async () => {
    const { head } = await train('encoder');
    await expect(ask(['a'], { kind: 'head', head }, { multiLabel: true })).rejects.toThrow('has learned that a text has one label');
  });
});

describe('Labels without training', () => {
  test.each(['encoder', 'causal', 'both'] as const)('have probabilities that sum to 1, by %s', async (by) => {
    const { texts } = await ask(boats.slice(0, 2), { kind: 'zero-shot', labels: ['harbour', 'mortgage rates', 'quiet'], by });
    for (const { probabilities } of texts) expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 8);
  });

  test('have probabilities of their own where there may be several', async () => {
    const classifier = (...labels: string[]) => ({ kind: 'zero-shot', labels, by: 'both' }) as const;
    const two = await ask([boats[0] ?? ''], classifier('harbour', 'quiet'), { multiLabel: true });
    const three = await ask([boats[0] ?? ''], classifier('harbour', 'quiet', 'rates'), { multiLabel: true });
    expect(three.thresholds).toHaveLength(3);
    two.texts[0]?.probabilities.forEach((probability, at) => expect(three.texts[0]?.probabilities[at]).toBeCloseTo(probability, 6));
  });
});
