import { expect, test } from 'vitest';
import { sentenceText } from '../../../../src/learning/tagging/sentenceText.js';
import { shapeFeatures, wordShapes } from '../../../../src/learning/tagging/wordShapes.js';

test.each([
  ['“ I saw Ann ’s boat , ” he said .', '“I saw Ann’s boat,” he said.'],
  ['a ( small ) one', 'a (small) one'],
  ["the boats ' sails", "the boats' sails"],
  ['Ann 12', 'Ann 12'],
])('The words "%s" come from a text like "%s", each at its place', (words, expected) => {
  const { text, places } = sentenceText(words.split(' '));
  expect(text).toBe(expected);
  expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(words.split(' '));
});

test('How words are written tells capitals inside a sentence from those at a start, and is known of neighbours', () => {
  const shapes = wordShapes(['“', 'The', 'ship', 'USS', '12']);
  const own = (word: number): number[] => [...shapes.subarray(word * shapeFeatures, word * shapeFeatures + 4)];
  expect([0, 1, 2, 3, 4].map(own)).toEqual([
    [0, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 0],
    [1, 0, 1, 0],
    [0, 0, 0, 1],
  ]);
  expect([...shapes.subarray(2 * shapeFeatures + 4, 3 * shapeFeatures)]).toEqual([...own(1), ...own(3)]);
});
