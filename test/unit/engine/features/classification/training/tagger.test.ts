import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../../../src/common/cancellation.js';
import type { ClassifierHead } from '../../../../../../src/common/classifierHead.js';
import type { TaggedSentence, TrainTaggerResult } from '../../../../../../src/common/methods/training.js';
import { engineMethods } from '../../../../../../src/common/engineMethods.js';
import { checkedRequest } from '../../../../../../src/common/checkedRequest.js';
import type { ClassifierModels } from '../../../../../../src/engine/features/classification/classifierModels.js';
import { FeatureStore } from '../../../../../../src/engine/features/classification/vectors/featureStore.js';
import { findByHead } from '../../../../../../src/engine/features/classification/find/findByHead.js';
import { headScorer } from '../../../../../../src/engine/features/classification/scorers/headScorer.js';
import { trainTagger } from '../../../../../../src/engine/features/classification/training/trainTagger.js';
import type { LoadedEncoder, EncoderLease } from '../../../../../../src/engine/features/loadedEncoder.js';
import { headText, readHead } from '../../../../../../src/learning/heads/headFile.js';
import { leaseOf, noLease } from '../../../../../util/leaseOf.js';
import { tinyEncoder } from '../../pairs/tinyEncoder.js';

/** "boats/B-SHIP had/O": words with their tags. */
function tagged(line: string): TaggedSentence {
  const pairs = line.split(' ').map((pair) => pair.split('/'));
  return { words: pairs.map(([word = '']) => word), tags: pairs.map(([, tag = 'O']) => tag) };
}

const sentences = [
  'Two/B-SHIP boats/I-SHIP had come in before dawn/B-TIME .',
  'The/B-SHIP boats/I-SHIP were quiet that/B-TIME morning/I-TIME .',
  'Rates rose last/B-TIME week/I-TIME .',
  'In the harbour two/B-SHIP boats/I-SHIP were asleep .',
  'She read that/B-TIME morning/I-TIME .',
  'Before dawn/B-TIME the/B-SHIP boats/I-SHIP come .',
  'He opened a window last/B-TIME week/I-TIME .',
  'The crews were quiet .',
  'Mortgage rates rose again .',
  'A letter was put away .',
].map(tagged);

let folder: string;
let model: LoadedEncoder;
let lease: EncoderLease;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  model = await tinyEncoder('bert-masked-lm', folder);
  lease = leaseOf(model);
});
afterAll(async () => {
  await model.encoder.dispose();
  await rm(folder, { recursive: true });
});

function train(examples: readonly TaggedSentence[], encoder = lease, cancel = neverCancelled): Promise<TrainTaggerResult> {
  return trainTagger(
    { sentences: examples, weighting: 'none', seed: 1 },
    { encoder, today: () => new Date(0), cancel, report: () => undefined },
  );
}

async function find(text: string, { head }: TrainTaggerResult): Promise<[string, string][]> {
  const { found } = await findByHead(text, head, lease);
  return found.map(({ offset, length, label }) => [text.slice(offset, offset + length), label]);
}

describe('A tagger of your own', () => {
  test('finds what it was taught, at its place, in a text of several sentences', async () => {
    const text = 'Mortgage rates rose again.\n\nTwo boats had come in before dawn. She read that morning.';
    expect(await find(text, await train(sentences))).toEqual([
      ['Two boats', 'SHIP'],
      ['dawn', 'TIME'],
      ['that morning', 'TIME'],
    ]);
  });

  test('is read from its file as it was', async () => {
    const trained = await train(sentences);
    const head = readHead(headText(trained.head), 'ships.json');
    expect(head).toMatchObject({ unit: 'span', labels: ['O', 'B-SHIP', 'I-SHIP', 'B-TIME', 'I-TIME'], training: { date: '1970-01-01T00:00:00.000Z' } }); // prettier-ignore
    const text = 'The boats come in before dawn.';
    expect(await findByHead(text, head, lease)).toEqual(await findByHead(text, trained.head, lease));
  });

  test('says how probable it is that a finding is exactly right', async () => {
    const { head } = await train(sentences);
    const { found } = await findByHead('Two boats had come in.', head, lease);
    expect(found[0]?.probability).toBeGreaterThan(0.5);
    expect(found[0]?.probability).toBeLessThan(1);
  });

  test('reads a sentence that is longer than what the model reads at once', async () => {
    const text = `${'the harbour was quiet and '.repeat(40)}two boats had come in before dawn.`;
    const found = await find(text, await train(sentences));
    expect(found).toContainEqual(['two boats', 'SHIP']);
    expect(found).toContainEqual(['dawn', 'TIME']);
  });

  test('states no figures where a label has under ten examples, and says so', async () => {
    const { report, head } = await train(sentences);
    expect(report).toMatchObject({ unit: 'span', sentences: 10, labels: [{ name: 'SHIP', examples: 4 }, { name: 'TIME', examples: 6 }] }); // prettier-ignore
    expect(report.figures).toBeUndefined();
    expect(report.note).toContain('fewer than 10 examples of "SHIP", "TIME"');
    expect(head.training.spanF1).toBeUndefined();
  });

  test('states figures of sentences that were held out', async () => {
    const { report, head } = await train([...sentences, ...sentences, ...sentences]);
    expect(report.figures?.overall.f1.value).toBeGreaterThan(0.8);
    expect(report.figures?.labels.map(({ name }) => name)).toEqual(['SHIP', 'TIME']);
    expect(report.majority).toBeGreaterThan(0.5);
    expect(head.training.spanF1).toEqual(report.figures?.overall.f1);
  });

  test('labels each word where all words have a tag, and a word of several parts as one', async () => {
    const trained = await train(['Boats/NOUN come/VERB ./SIGN', 'Two/NUMBER boats/NOUN come/VERB in/PART', "Crews/NOUN weren't/VERB quiet/ADJ ./SIGN"].map(tagged)); // prettier-ignore
    expect(trained.report.unit).toBe('word');
    expect(await find("Crews weren't quiet.", trained)).toEqual([['Crews', 'NOUN'], ["weren't", 'VERB'], ['quiet', 'ADJ'], ['.', 'SIGN']]); // prettier-ignore
  });

  test('learns from one sentence, of which nothing can be held out', async () => {
    const { report } = await train(sentences.slice(0, 1));
    expect(report.figures).toBeUndefined();
    expect(report.note).toBeDefined();
  });

  test('refuses a model that it was not trained on', async () => {
    const { head } = await train(sentences);
    const other = { ...head, features: head.features.map((source) => ({ ...source, hash: 'another' })) };
    await expect(findByHead('Two boats.', other, lease)).rejects.toMatchObject({
      detail: { action: 'train-classifier', message: expect.stringContaining('has been replaced by another version') as unknown },
    });
  });

  test('is not asked what whole texts are, nor a classifier of texts what words are', async () => {
    const { head } = await train(sentences);
    const models: ClassifierModels = {
      encoder: lease,
      causal: noLease(new Error('No causal model is asked.')),
      checkpoint: () => noLease(new Error('No checkpoint is asked.')),
      features: new FeatureStore(join(folder, 'features')),
    };
    await expect(headScorer(head, false, models)).rejects.toThrow('gives words labels, not texts');
    const size = model.encoder.hiddenSize;
    const { kind, model: name, hash } = head.features[0] ?? { kind: 'encoder', model: '', hash: '' };
    const ofTexts: ClassifierHead = {
      format: 'cloze-head',
      version: 1,
      labels: ['boats', 'money'],
      features: [{ kind, model: name, hash, layers: [3], pooling: ['mean'], size }],
      temperature: 1,
      weights: [Array<number>(size).fill(0), Array<number>(size).fill(0)],
      intercepts: [0, 0],
      training: head.training,
    };
    await expect(findByHead('Two boats.', ofTexts, lease)).rejects.toThrow('gives whole texts labels');
  });

  test('finds nothing in a text without words', async () => {
    expect(await find(' \n', await train(sentences))).toEqual([]);
  });

  test('stops learning when it is told to', async () => {
    const stop = new CancellationSource();
    stop.cancel();
    await expect(train(sentences, lease, stop.token)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('Words to learn from are refused', () => {
  test.each<[string, TaggedSentence[], string]>([
    ['where there are none', [], 'There are no sentences'],
    ['where no word has a label', [tagged('Two boats come')], 'All words have the tag "O"'],
    ['where all words have the same tag', [tagged('Two/X boats/X')], 'All words have the tag "X"'],
    ['where there are too many tags', [tagged(Array.from({ length: 501 }, (_, at) => `boats/T${at}`).join(' '))], '501 different tags'],
  ])('%s', async (_, examples, reason) => {
    await expect(train(examples)).rejects.toThrow(reason);
  });

  test('where what the model says about them does not fit into memory', async () => {
    const wide = Object.create(model.encoder, { hiddenSize: { value: 2 ** 21 } }) as LoadedEncoder['encoder'];
    await expect(train(sentences, leaseOf({ ...model, encoder: wide }))).rejects.toThrow(
      /have 6\d words, and a tagger learns from 31 at most/,
    );
  });

  test.each<[string, object]>([
    ['without a list', { sentences: 'Ann' }],
    ['with a word more than there are tags', { sentences: [{ words: ['Ann', 'waved'], tags: ['O'] }] }],
    ['with an empty word', { sentences: [{ words: [''], tags: ['O'] }] }],
    ['with nothing for a sentence', { sentences: [null] }],
    ['with a weighting that is none', { weighting: 'heavy' }],
    ['with half a seed', { seed: 0.5 }],
  ])('%s, whoever sends them', (_, change) => {
    const request = { sentences: [], weighting: 'none', seed: 1, ...change };
    expect(() => checkedRequest(engineMethods.trainTagger.request, request)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
