import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHead } from '../../../../src/learning/heads/headFile.js';
import type { Progress } from '../../../../src/common/methods/progress.js';
import type { TrainClassifierRequest, TrainTaggerRequest } from '../../../../src/common/methods/training.js';
import { classifierReport } from '../../../util/classifierReports.js';
import { tinyHead } from '../../../util/tinyHead.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const folder = inFolder({
  'tone.csv': 'text,label\nFine soup.,praise\nBad soup.,blame\n,\n',
  'more.jsonl': '{"text": "Good.", "label": "praise"}\n',
  'unlabelled.csv': 'text\nFine soup that we all liked.\nBad soup that we did not like.\n',
  'names.conll': 'Ann\tB-PER\nwaved\tO\n\nIt\tO\nrained\tO\n',
  'broken.bio': 'Ann\tB-PER\nwaved\n',
});

interface Trained extends Answer {
  readonly texts: TrainClassifierRequest | undefined;
  readonly words: TrainTaggerRequest | undefined;
}

const taggerReport = { unit: 'span', sentences: 2, words: 4, labels: [{ name: 'PER', examples: 1 }], majority: 0.75, note: 'Too few.' } as const; // prettier-ignore

async function train(words: readonly string[], terminal = folder.terminal()): Promise<Trained> {
  let [texts, tagged]: [TrainClassifierRequest | undefined, TrainTaggerRequest | undefined] = [undefined, undefined];
  const told = (report?: (progress: Progress) => void): void => {
    for (const done of [1, 2]) report?.({ done, total: 2, phase: 'reading' });
  };
  const answer = await clozeWith(
    {
      trainClassifier: (request, _token, report) => {
        texts = request;
        told(report);
        return Promise.resolve({ head: tinyHead, report: { ...classifierReport, leftOut: [] } });
      },
      trainTagger: (request, _token, report) => {
        tagged = request;
        told(report);
        return Promise.resolve({ head: tinyHead, report: { ...taggerReport, labels: [...taggerReport.labels] } });
      },
    },
    ['train', ...words],
    terminal,
  );
  return { ...answer, texts, words: tagged };
}

describe('cloze train', () => {
  test('learns from the rows of a table that have a text and a label, by BERT', async () => {
    const { texts } = await train(['tone.csv', '--out', 'tone.json']);
    const examples = [
      { text: 'Fine soup.', label: 'praise' },
      { text: 'Bad soup.', label: 'blame' },
    ];
    expect(texts).toEqual({ examples, multiLabel: false, by: 'encoder', depth: 'fast', weighting: 'none', seed: 1 });
  });

  test('learns from several tables at once, and as it is told', async () => {
    const options = ['--by', 'both', '--depth', 'auto', '--multi-label', '--balanced', '--seed', '7'];
    const { texts } = await train(['tone.csv', 'more.jsonl', '--out', 'tone.json', ...options]);
    expect(texts?.examples.map(({ text }) => text)).toEqual(['Fine soup.', 'Bad soup.', 'Good.']);
    expect(texts).toMatchObject({ multiLabel: true, by: 'both', depth: 'auto', weighting: 'balanced', seed: 7 });
  });

  test('learns from a folder for each label, and names what it left out', async () => {
    for (const label of ['praise', 'blame']) {
      await mkdir(path.join(folder.path('mail'), label), { recursive: true });
      await writeFile(path.join(folder.path('mail'), label, '1.txt'), `Some ${label}.`);
    }
    await writeFile(folder.path('mail/blame/photo.jpg'), Uint8Array.of(0xff, 0xd8, 0, 1));
    const { texts, json } = await train(['mail/', '--out', 'mail.json', '--json']);
    expect([...(texts?.examples ?? [])].sort((a, b) => (a.label < b.label ? -1 : 1))).toEqual([
      { text: 'Some blame.', label: 'blame' },
      { text: 'Some praise.', label: 'praise' },
    ]);
    expect(json).toMatchObject({ leftOut: [{ file: 'mail/blame/photo.jpg', why: 'binary' }] });
  });

  test('writes a classifier that can be read again, says how good it is, and where it is', async () => {
    const { output, code } = await train(['tone.csv', '--out', 'tone.json']);
    expect(code).toBe(0);
    expect(output).toContain('92 %');
    expect(output.endsWith('\nWritten to tone.json\n')).toBe(true);
    expect(readHead(await readFile(folder.path('tone.json'), 'utf8'), 'tone.json')).toEqual(tinyHead);
  });

  test('prints the report as JSON', async () => {
    const { json } = await train(['tone.csv', '--out', 'tone.json', '--json']);
    expect(json).toMatchObject({ labels: classifierReport.labels, figures: { folds: 5 }, head: 'tone.json' });
  });

  test('shows how many texts are read while a person watches', async () => {
    const terminal = folder.terminal();
    terminal.showsProgress = true;
    const { messages } = await train(['tone.csv', '--out', 'tone.json'], terminal);
    expect(messages).toContain('Text 1 of 2');
    expect(messages.endsWith('\r\u001b[K')).toBe(true);
  });

  test.each([
    { words: ['tone.csv'], message: 'Specify where to write the classifier: --out FILE' },
    { words: ['unlabelled.csv', '--out', 'x.json', '--text-column', 'text'], message: 'has no column of labels that could be found. Name it: --label-column C' }, // prettier-ignore
    { words: ['missing.csv', '--out', 'x.json'], message: 'missing.csv does not exist' },
    { words: ['tone.csv', '--out', 'no/x.json'], message: 'no/x.json cannot be written: its folder does not exist.' },
    { words: ['tone.csv', '--out', 'x.json', '--by', 'magic'], message: '--by' },
  ])('says what is wrong: $message', async ({ words, message }) => {
    const { code, messages } = await train(words);
    expect(code).toBe(2);
    expect(messages).toContain(message);
  });
});

describe('cloze train, with words and their tags,', () => {
  test('learns sentences with a tag a word', async () => {
    const { words, texts, output } = await train(['names.conll', '--out', 'names.json', '--balanced']);
    const sentences = [
      { words: ['Ann', 'waved'], tags: ['B-PER', 'O'] },
      { words: ['It', 'rained'], tags: ['O', 'O'] },
    ];
    expect([words, texts]).toEqual([{ sentences, weighting: 'balanced', seed: 1 }, undefined]);
    expect(output).toContain('There are fewer than 10 examples of "PER"');
  });

  test.each([
    {
      words: ['names.conll', 'tone.csv'],
      message: 'names.conll holds words with tags, and tone.csv does not. Train on one kind at a time.',
    },
    { words: ['names.conll', '--by', 'causal'], message: 'Labels of words are learned by the encoder only: leave out --by.' },
    { words: ['names.conll', '--multi-label'], message: 'A word has one tag: leave out --multi-label.' },
    { words: ['names.conll', '--depth', 'deep'], message: 'The layers of a model are trained for labels of texts, not of words' },
    { words: ['broken.bio'], message: 'broken.bio' },
  ])('says what is wrong: $message', async ({ words, message }) => {
    const { code, messages, made } = await train([...words, '--out', 'x.json']);
    expect([code, made]).toEqual([2, undefined]);
    expect(messages).toContain(message);
  });
});
