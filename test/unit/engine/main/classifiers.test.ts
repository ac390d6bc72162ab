import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedClassifiers } from '../../../../src/engine/features/classification/installedClassifiers.js';
import { createEngine, type Engine } from '../../../../src/engine/engine.js';
import { golden } from '../../../util/golden.js';

const names = [
  'bert-sequence-classification',
  'bert-token-classification',
  'bert-question-answering',
  'gpt2-classifier',
  'llama-classifier',
  'bert-masked-lm',
];
const specials = ['[PAD]', '[CLS]', '[SEP]', '[MASK]', '[UNK]'];
const words = ['the', 'boats', 'come', 'in', 'before', 'dawn', '.'];

const tokenizer = {
  added_tokens: specials.map((content, id) => ({ content, id, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false })), // prettier-ignore
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries([...specials, ...words].map((piece, id) => [piece, id])),
  },
};

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  for (const name of names) {
    await cp(golden(name).folder, join(folder, 'models', name), { recursive: true });
    await writeFile(join(folder, 'models', name, 'tokenizer.json'), JSON.stringify(tokenizer));
  }
  const init = { modelFolders: [join(folder, 'models')], cacheFolder: join(folder, 'cache'), causalModel: 'none', device: 'cpu', threads: 1 } as const; // prettier-ignore
  engine = createEngine(init, { log: () => undefined, now: () => 0 });
});
afterAll(async () => {
  await engine.dispose();
  await rm(folder, { recursive: true });
});

describe('Installed checkpoints', () => {
  test('are listed with what they label; those without a classifier are not', async () => {
    expect((await engine.classifiers()).map(({ model, kind }) => [model, kind])).toEqual([
      ['bert-question-answering', 'answer'],
      ['bert-sequence-classification', 'text'],
      ['bert-token-classification', 'words'],
      ['gpt2-classifier', 'text'],
      ['llama-classifier', 'text'],
    ]);
  });

  test('are those too that were downloaded into the cache of the Hugging Face tools', async () => {
    const hub = join(folder, 'hub');
    const commit = '0'.repeat(40);
    const cached = join(hub, 'models--writer--tagger');
    await cp(join(folder, 'models', 'bert-token-classification'), join(cached, 'snapshots', commit), { recursive: true });
    const environment = { HF_HUB_CACHE: hub, HOME: folder, USERPROFILE: folder };
    expect(await installedClassifiers([], environment)).toEqual([
      { model: 'writer/tagger', kind: 'words', labels: expect.any(Array) as string[] },
    ]);
  });

  test('give the same labels when a BERT and a GPT are asked together as when each is asked alone', async () => {
    const ask = (model: string) =>
      engine.classify({
        texts: ['The boats come in.', 'Before dawn.'],
        classifier: { kind: 'checkpoint', model },
        multiLabel: false,
        why: true,
      });
    const alone = [await ask('bert-sequence-classification'), await ask('gpt2-classifier')];
    const together = await Promise.all([ask('bert-sequence-classification'), ask('gpt2-classifier')]);
    expect(together).toEqual(alone);
    for (const { labels, texts } of alone) {
      expect(labels.length).toBeGreaterThan(1);
      for (const { probabilities } of texts) expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      expect(texts[0]?.words).toHaveLength(4);
    }
  });

  test.each(['bert-sequence-classification', 'gpt2-classifier', 'llama-classifier'])(
    'say why also of a text of one word: %s',
    async (model) => {
      const request = { texts: ['Dawn'], classifier: { kind: 'checkpoint', model }, multiLabel: false, why: true } as const;
      expect((await engine.classify(request)).texts[0]?.words).toHaveLength(1);
    },
  );

  test('that were trained to give several labels do so without being told to', async () => {
    const [one, several] = [join(folder, 'models', 'bert-sequence-classification'), join(folder, 'several')];
    await cp(one, several, { recursive: true });
    const config = JSON.parse(await readFile(join(several, 'config.json'), 'utf8')) as object;
    await writeFile(join(several, 'config.json'), JSON.stringify({ ...config, problem_type: 'multi_label_classification' }));
    const ask = (model: string, multiLabel: boolean) =>
      engine.classify({ texts: ['The boats come in.'], classifier: { kind: 'checkpoint', model }, multiLabel, why: false });
    const result = await ask(several, false);
    expect(result.thresholds).toEqual(result.labels.map(() => 0.5));
    const told = await ask(one, true);
    expect(result.texts).toEqual(told.texts);
    expect((await ask(one, false)).thresholds).toBeUndefined();
  });

  test('label words and answer questions', async () => {
    const text = 'The boats come in.';
    const { found } = await engine.findLabels({ text, classifier: { kind: 'checkpoint', model: 'bert-token-classification' } });
    expect(found.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(['The', 'boats', 'come', 'in', '.']);
    for (const { label, probability } of found)
      expect([label, probability > 0.2 && probability < 1]).toEqual([expect.stringMatching(/^LABEL_\d$/), true]);
    const { answers } = await engine.answer({ text: 'The boats come in.', question: 'When?', model: 'bert-question-answering', top: 2 });
    expect(answers.length).toBeGreaterThan(0);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'a model that is not there',
      () => engine.findLabels({ text: 'a', classifier: { kind: 'checkpoint', model: 'nowhere' } }),
      'There is no model "nowhere"',
    ],
    ['an empty question', () => engine.answer({ text: 'a', question: ' ', model: 'x', top: 1 }), 'The question is empty'],
    ['one label of your choice', () => engine.classify({ texts: ['a'], classifier: { kind: 'zero-shot', labels: ['x'], by: 'both' }, multiLabel: false, why: false }), 'labels must be 2 to 50'], // prettier-ignore
  ])('are not asked for %s', async (_, ask, reason) => {
    await expect(ask()).rejects.toThrow(reason);
  });
});
