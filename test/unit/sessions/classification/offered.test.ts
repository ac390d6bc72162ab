import { describe, expect, test } from 'vitest';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { offeredFinders } from '../../../../src/sessions/classification/offeredFinders.js';
import { offeredTargets, type OpenDocument } from '../../../../src/sessions/classification/offeredTargets.js';

describe('What can be classified', () => {
  test.each<[what: string, open: OpenDocument | undefined, kinds: string[]]>([
    ['files, where nothing is open', undefined, ['files']],
    ['a document', { hasSelection: false, path: '/a.md' }, ['document', 'files']],
    ['its selection first', { hasSelection: true, path: '/a.md' }, ['selection', 'document', 'files']],
    ['the rows of a table before it as a whole', { hasSelection: false, path: '/a.csv' }, ['rows', 'document', 'files']],
    ['no rows of what is not on the disk', { hasSelection: false }, ['document', 'files']],
  ])('is %s', (_, open, kinds) => {
    expect(offeredTargets(open).map(({ kind }) => kind)).toEqual(kinds);
  });
});

test('Words are labelled by classifiers of one\u2019s own first, then by checkpoints; not by those of texts, nor by broken ones', () => {
  const tagger = { unit: 'span', labels: ['O', 'B-PER', 'I-PER'] } as unknown as ClassifierHead;
  const ofTexts = { labels: ['a', 'b'] } as unknown as ClassifierHead;
  const files = [
    { uri: 'file:///texts', head: ofTexts },
    { uri: 'file:///broken', head: undefined },
    { uri: 'file:///names', head: tagger },
  ];
  const offered = offeredFinders(files, [
    { model: 'tone', kind: 'text', labels: ['good', 'bad'] },
    { model: 'ner', kind: 'words', labels: ['LOC'] },
  ]);
  expect(offered).toEqual([
    { uri: 'file:///names', finder: { kind: 'head', head: tagger }, kinds: ['PER'] },
    { finder: { kind: 'checkpoint', model: 'ner' }, kinds: ['LOC'] },
  ]);
});
