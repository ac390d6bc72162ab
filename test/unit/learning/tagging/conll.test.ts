import { describe, expect, test } from 'vitest';
import type { TaggedSentence } from '../../../../src/common/methods/training.js';
import { type ConllColumns, isConllName, readConll } from '../../../../src/learning/tagging/conll.js';

const ann: TaggedSentence = { words: ['Ann', 'waved'], tags: ['B-PER', 'O'] };
const oslo: TaggedSentence = { words: ['Oslo'], tags: ['B-LOC'] };

describe('A file of words with tags', () => {
  test.each<[string, string, readonly TaggedSentence[], ConllColumns?]>([
    ['with tabs', 'Ann\tB-PER\nwaved\tO\n\nOslo\tB-LOC\n', [ann, oslo]],
    ['with spaces, some of them many', 'Ann   B-PER\n waved O \n\nOslo B-LOC', [ann, oslo]],
    ['with ends of lines as on Windows', 'Ann\tB-PER\r\nwaved\tO\r\n\r\nOslo\tB-LOC\r\n', [ann, oslo]],
    ['with ends of lines as they once were', 'Ann\tB-PER\rwaved\tO\r\rOslo\tB-LOC', [ann, oslo]],
    ['with a byte-order mark', '\uFEFFAnn\tB-PER\nwaved\tO', [ann]],
    ['with four columns, the last of which is the tag', 'Ann NNP B-NP B-PER\nwaved VBD B-VP O', [ann]],
    ['with marks of documents', '-DOCSTART- -X- O O\n\nAnn NNP B-NP B-PER\nwaved VBD B-VP O\n-DOCSTART- -X- O O\nOslo NNP B-NP B-LOC', [ann, oslo]], // prettier-ignore
    ['with several empty lines, and white space in them', '\n\nAnn\tB-PER\nwaved\tO\n \t\n\n\nOslo\tB-LOC\n\n', [ann, oslo]],
    ['with comments', '# id = 1\n# Ann waves\nAnn\tB-PER\nwaved\tO\n\n# id = 2\nOslo\tB-LOC', [ann, oslo]],
    ['with a number sign among the words', '# O\n1 O', [{ words: ['#', '1'], tags: ['O', 'O'] }]],
    ['with spaces in a word between tabs', 'New York\tLOC', [{ words: ['New York'], tags: ['LOC'] }]],
    ['whose columns somebody named', '1\tAnn\tB-PER\t_\n2\twaved\tO\t_', [ann], { word: 2, tag: 3 }],
  ])('is read %s', (_, content, expected, columns) => {
    expect(readConll(content, 'names.conll', columns)).toEqual(expected);
  });

  test.each<[string, string, string, ConllColumns?]>([
    ['a line that does not end', `a O\n${'x '.repeat(100_000)}\n`, 'Line 2 of names.conll has more than 100000 characters'],
    ['no words', '\n\n', 'names.conll is empty'],
    ['marks of documents alone', '-DOCSTART- O\n\n', 'names.conll has no sentence'],
    ['one column', 'Ann\nwaved', 'Line 1 of names.conll has one column only'],
    ['a row that lacks a column', 'Ann B-NP B-PER\nwaved O', 'Line 2 of names.conll has 2 columns, but the first row has 3'],
    ['a row with a column more', 'Ann\tB-PER\n\nwaved\tfast\tO', 'Line 3 of names.conll has 3 columns, but the first row has 2'],
    ['a word without a tag', 'Ann\tB-PER\nwaved\t', 'Line 2 of names.conll has no tag'],
    ['a tag without a word', 'Ann\tB-PER\n\tO', 'Line 2 of names.conll has no word'],
    ['a text where the tag should be', `Ann\t${'so '.repeat(50)}`, 'Line 1 of names.conll has a tag of 149 characters'],
    ['bytes that are no UTF-8', 'Ann\tB-PER\nM\uFFFDller\tO', 'Line 2 of names.conll is not valid UTF-8'],
    ['fewer columns than somebody named', 'Ann\tB-PER', 'Line 1 of names.conll has 2 columns, fewer', { tag: 3 }],
  ])('that has %s is refused, with its line', (_, content, reason, columns) => {
    expect(() => readConll(content, 'names.conll', columns)).toThrow(reason);
  });

  test.each([
    ['names.conll', true],
    ['train.CONLL2003', true],
    ['a/b.iob2', true],
    ['x.bio', true],
    ['x.conllu', false],
    ['biography.txt', false],
    ['bio', false],
  ])('is known by its name: %s', (name, expected) => {
    expect(isConllName(name)).toBe(expected);
  });
});
