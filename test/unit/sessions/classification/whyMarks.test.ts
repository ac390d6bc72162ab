import { expect, test } from 'vitest';
import type { ClassesRecord } from '../../../../src/common/panelProtocol/classes.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { whyMarks } from '../../../../src/sessions/classification/whyMarks.js';

const record = (...bits: number[]): ClassesRecord => ({
  place: { document: 'file:///a', start: 0, end: 100, text: '', before: '' },
  classes: [{ label: 'praise', probability: 0.9 }],
  passages: [],
  words: bits.map((each, at) => ({ place: { document: 'file:///a', start: at, end: at + 1, text: 'x', before: '' }, bits: each })),
  model: 'tiny',
  notes: [],
});

test.each<[what: string, bits: number[], marks: string[]]>([
  ['for and against the label', [2, -1], ['for 0: Speaks for "praise": 2.0 bits.', 'against 1: Speaks against "praise": 1.0 bits.']],
  ['but not those that moved it little', [0.14, -0.14, 0.15], ['for 2: Speaks for "praise": 0.1 bits.']],
  [
    'and no more than twelve',
    Array<number>(20).fill(1),
    Array.from({ length: 12 }, (_, at) => `for ${at}: Speaks for "praise": 1.0 bits.`),
  ],
])('Words that moved a decision are marked, %s', (_, bits, marks) => {
  const found = whyMarks(record(...bits), inEnglish).marks;
  expect(found.map(({ isFor, start, explanation }) => `${isFor ? 'for' : 'against'} ${start}: ${explanation}`)).toEqual(marks);
});
