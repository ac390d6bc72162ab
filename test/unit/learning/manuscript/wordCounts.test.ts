import { describe, expect, test } from 'vitest';
import { WordCounts } from '../../../../src/learning/manuscript/wordCounts.js';

function counted(...texts: readonly string[]) {
  const words = new WordCounts();
  for (const text of texts) words.add(text);
  return words;
}

describe("The words of a writer's texts", () => {
  test('are counted over all texts, the most frequent first', () => {
    expect(counted('the boat, the crew', 'the harbour').words(1)[0]).toEqual({ text: 'the', count: 3, isName: false });
    expect(counted('a b c', 'd').total).toBe(4);
  });

  test.each([
    ['a name inside a sentence', 'We saw Zelphina.', 'Zelphina', true],
    ['a word that only begins sentences', 'Lanterns burned. Lanterns burned.', 'Lanterns', false],
    ['a word that is mostly written small', 'the boats, the boats, the boats, the boats, and Boats', 'Boats', false],
    ['a name with an apostrophe', "they met O'Hara there", "O'Hara", true],
    ['a compound', 'a well-known quellabard-hunter came', 'quellabard-hunter', false],
  ])('%s', (_, text, word, isName) => {
    expect(
      counted(text)
        .words(1)
        .find((each) => each.text === word),
    ).toMatchObject({ isName });
  });

  test('that stand too rarely are left out', () => {
    expect(
      counted('one two two')
        .words(2)
        .map(({ text }) => text),
    ).toEqual(['two']);
  });
});
