import { describe, expect, test } from 'vitest';
import { learnedNameChance } from '../../../../src/learning/manuscript/learnedName.js';
import { WordCounts } from '../../../../src/learning/manuscript/wordCounts.js';

const known = [
  { text: 'Zelphina', count: 12, isName: true, rivals: [0, 0, 0] },
  { text: 'Tobrin', count: 8, isName: true, rivals: [40, 2, 0] },
  { text: 'quellabarding', count: 9, isName: false },
];

describe('The chance of a name that a writer has used', () => {
  test.each<[string, string, string, number | undefined]>([
    ['is high two letters deep, where no other word begins so', 'It was late when Ze', 'lphina', 12 / 14],
    ['is the same further on', 'It was late when Zelph', 'ina was there', 12 / 14],
    ['is low where other words begin so', 'The boat of To', 'brin', 8 / 50],
    ['is higher with a letter more', 'The boat of Tob', 'rin', 8 / 12],
    ['is not known after one letter', 'It was late when Z', 'elphina', undefined],
    ['is not known of a word that is no name', 'She went qu', 'ellabarding', undefined],
    ['is not known of another word', 'It was late when Ze', 'bras', undefined],
    ['is not known where a new word begins', 'It was late when Zelphina', ' Zelphina', undefined],
    ['is not known of the beginning of a name', 'It was late when Ze', 'lph', undefined],
    ['is not known of nothing', '', '', undefined],
  ])('%s', (_, before, continuation, chance) => {
    expect(learnedNameChance(before, continuation, known)).toEqual(chance === undefined ? undefined : expect.closeTo(chance, 6));
  });
});

describe('Words that begin alike', () => {
  const words = new WordCounts();
  words.add("Zelphina saw zebras. Zelphina and Zelphina's boat. Tobrin, zero");

  test.each([
    ['Ze', 5],
    ['ze', 5],
    ['Zelphina', 3],
    ['T', 1],
    ['x', 0],
    ['', 9],
  ])('are counted by their letters "%s"', (letters, count) => {
    expect(words.beginningWith(letters)).toBe(count);
  });

  test('are counted again after more text', () => {
    words.add(' Zenobia');
    expect(words.beginningWith('ze')).toBe(6);
  });
});
