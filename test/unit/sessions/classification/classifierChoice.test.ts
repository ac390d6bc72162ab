import { describe, expect, test } from 'vitest';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import type { InstalledClassifier } from '../../../../src/common/methods/classification.js';
import { inEnglish } from '../../../../src/common/translate.js';
import {
  chosenClassifier,
  type ClassifierChoice,
  offeredClassifiers,
  remembered,
  typedLabels,
} from '../../../../src/sessions/classification/classifierChoice.js';

const installed: readonly InstalledClassifier[] = [
  { model: 'tone', kind: 'text', labels: ['good', 'bad'] },
  { model: 'names', kind: 'words', labels: ['PER'] },
  { model: 'nli', kind: 'entailment', labels: ['entailment'] },
];
const heads = ['file:///w/.cloze/mine.cloze-head.json'];

const typed: ClassifierChoice = { kind: 'labels', labels: ['a', 'b'] };
const judged: ClassifierChoice = { kind: 'labels', labels: ['a', 'b'], entailment: 'nli', multiLabel: true };
const own: ClassifierChoice = { kind: 'head', uri: heads[0] ?? '' };

const kinds = (choices: readonly { readonly choice: ClassifierChoice }[]): string[] => choices.map(({ choice }) => choice.kind);

describe('What can give labels', () => {
  test('is classifiers of one\u2019s own, checkpoints for texts, labels to type, and a folder, in this order', () => {
    const { recent, others } = offeredClassifiers(heads, installed, []);
    expect(recent).toEqual([]);
    expect(others).toEqual([
      { choice: own },
      { choice: { kind: 'checkpoint', model: 'tone' }, labels: ['good', 'bad'] },
      { choice: { kind: 'new-labels', entailment: 'nli' } },
      { choice: { kind: 'new-labels' } },
      { choice: { kind: 'folder' } },
    ]);
  });

  test.each<[what: string, last: ClassifierChoice[], recent: ClassifierChoice[]]>([
    ['what was chosen last', [own, typed], [own, typed]],
    ['no file that is gone', [{ kind: 'head', uri: 'file:///gone' }, typed], [typed]],
    ['no checkpoint that is gone', [{ kind: 'checkpoint', model: 'gone' }], []],
    ['labels that a checkpoint judges', [judged], [judged]],
    ['no labels whose checkpoint is gone', [{ ...judged, entailment: 'gone' }], []],
  ])('has first: %s', (_, last, expected) => {
    const { recent, others } = offeredClassifiers(heads, installed, last);
    expect(recent.map(({ choice }) => choice)).toEqual(expected);
    expect(kinds(others)).not.toContain(expected.some(({ kind }) => kind === 'head') ? 'head' : '');
  });

  test('is remembered once, the last first, and not for ever', () => {
    const last = Array.from({ length: 8 }, (_, at): ClassifierChoice => ({ kind: 'checkpoint', model: String(at) }));
    expect(remembered(typed, [own, typed])).toEqual([typed, own]);
    expect(remembered(typed, last)).toEqual([typed, ...last.slice(0, 7)]);
  });
});

test.each<[typed: string, labels: string[]]>([
  ['praise, blame', ['praise', 'blame']],
  [' praise ,, praise,blame,', ['praise', 'blame']],
  ['', []],
])('Labels in "%s" are parted by commas, each once', (text, labels) => {
  expect(typedLabels(text)).toEqual(labels);
});

describe('A choice', () => {
  const head = { unit: undefined, labels: ['a', 'b'] } as unknown as ClassifierHead;
  const choose = (choice: ClassifierChoice, unit?: 'span'): ReturnType<typeof chosenClassifier> =>
    chosenClassifier(choice, () => Promise.resolve({ ...head, ...(unit && { unit }) }), inEnglish);

  test.each<[what: string, choice: ClassifierChoice, expected: unknown]>([
    ['of labels is judged by both models', typed, { classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: 'both' }, multiLabel: false }],
    ['of labels may be judged by a checkpoint, several or none', judged, { classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: { entailment: 'nli' } }, multiLabel: true }], // prettier-ignore
    [
      'of a checkpoint is that',
      { kind: 'checkpoint', model: 'tone' },
      { classifier: { kind: 'checkpoint', model: 'tone' }, multiLabel: false },
    ],
    ['of a file is what the file holds', own, { classifier: { kind: 'head', head }, multiLabel: false }],
    ['of a folder asks for more', { kind: 'folder' }, undefined],
  ])('%s', async (_, choice, expected) => {
    expect(await choose(choice)).toEqual(expected);
  });

  test('of a file that labels words says where that is used', async () => {
    await expect(choose(own, 'span')).rejects.toThrow('This classifier labels words, not texts. Use it with "Cloze: Find Named Entities".');
  });
});
