import { describe, expect, test } from 'vitest';
import { learnedNameChance } from '../../../../src/learning/manuscript/learnedName.js';
import { thresholds } from '../../../../src/writing/continuation/quietness.js';
import { WordCounts } from '../../../../src/learning/manuscript/wordCounts.js';

const known = [
  { text: 'Zelphina', count: 12, isName: true, rivals: [0, 0, 0], ago: 0.02 },
  { text: 'Tobrin', count: 8, isName: true, rivals: [40, 2, 0], ago: 0.02 },
  { text: 'Kaa', count: 40, isName: true, rivals: [1, 0, 0], ago: 0.1 },
  { text: 'Messua', count: 40, isName: true, rivals: [1, 0, 0], ago: 0.9 },
  { text: 'quellabarding', count: 9, isName: false },
];

/** What is shown unasked inside a word. */
const { insideWord } = thresholds.balanced;

describe('The chance of a name that a writer has used', () => {
  test.each<[string, string, string]>([
    ['two letters deep, where no other word begins so', 'It was late when Ze', 'lphina'],
    ['further on', 'It was late when Zelph', 'ina was there'],
    ['two letters deep, where many words begin so and the name stands near', 'Tobrin rowed. Tobrin sang. The boat of To', 'brin'],
    ['with a letter more, where few do', 'The boat of Tob', 'rin'],
  ])('is enough %s', (_, before, continuation) => {
    expect(learnedNameChance(before, continuation, known)).toBeGreaterThan(insideWord);
  });

  test.each<[string, string, string]>([
    ['where other words begin so', 'The boat of To', 'brin'],
    ['where a name that is new to the text begins so', 'Kala Nag stood there. Big Toomai led Kala Nag, and the boy fed Ka', 'a'],
  ])('is too low %s', (_, before, continuation) => {
    expect(learnedNameChance(before, continuation, known)).toBeLessThan(insideWord);
  });

  test('is lower for one that has not been named for long', () => {
    expect(learnedNameChance('They came to Me', 'ssua', known)).toBeLessThan(learnedNameChance('They came to Ka', 'a', known) ?? 0);
  });

  test('counts a name near the cursor, with its other forms, and not the letters inside words', () => {
    const chance = learnedNameChance("Kaa came. Kaa's eyes shone. Ka", 'a', known);
    expect(chance).toBeGreaterThan(learnedNameChance('Ka', 'a', known) ?? 1);
    expect(learnedNameChance('OKa and abKa. Ka', 'a', known)).toBe(learnedNameChance('Ka', 'a', known));
  });

  test('of a file that was learned before these were counted is of what it has', () => {
    expect(learnedNameChance('Ze', 'lphina', [{ text: 'Zelphina', count: 12, isName: true, rivals: [0, 0, 0] }])).toBeGreaterThan(0.5);
  });

  test.each<[string, string, string]>([
    ['after one letter', 'It was late when Z', 'elphina'],
    ['of a word that is no name', 'She went qu', 'ellabarding'],
    ['of another word', 'It was late when Ze', 'bras'],
    ['where a new word begins', 'It was late when Zelphina', ' Zelphina'],
    ['of the beginning of a name', 'It was late when Ze', 'lph'],
    ['of nothing', '', ''],
  ])('is not known %s', (_, before, continuation) => {
    expect(learnedNameChance(before, continuation, known)).toBeUndefined();
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

  test('tell what part of the text was written since they stood last', () => {
    expect(new WordCounts().ago('Zelphina')).toBe(1);
    const five = new WordCounts();
    five.add('Zelphina saw the old boat');
    expect([five.ago('Zelphina'), five.ago('boat'), five.ago('harbour')]).toEqual([0.8, 0, 1]);
  });
});
