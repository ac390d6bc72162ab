import { describe, expect, test } from 'vitest';
import { type Choice, chances, fitConditionalLogit } from '../../../bench/words/conditionalLogit.js';
import { maskedWords } from '../../../bench/words/maskedWords.js';
import { seededRandom } from '../../../src/engine/decode/seededRandom.js';

describe('The weights of suggested words', () => {
  test('are found again from choices that were made by them', async () => {
    const random = seededRandom(7);
    const weights = [0.5, -1, 2];
    const choices = Array.from({ length: 4000 }, (): Choice => {
      const options = Array.from({ length: 5 }, () => weights.map(() => 4 * random() - 2));
      const own = chances({ options, right: 0 }, weights);
      let left = random();
      const right = own.findIndex((chance) => (left -= chance) < 0);
      return { options, right: Math.max(0, right) };
    });
    const found = await fitConditionalLogit(choices);
    weights.forEach((weight, at) => expect(Math.abs((found[at] ?? NaN) - weight)).toBeLessThan(0.1));
  });

  test('rest on words of three letters and more, with a sentence on each side', () => {
    const document = { group: 'docs', name: 'docs-1', paragraphs: [['It is a dog.', 'He ran IBM off.', 'We go on.']] };
    const rows = maskedWords(document, 3, () => 0.5);
    expect(rows).toEqual([
      { group: 'docs', before: 'It is a ', answer: 'dog', after: '. He ran IBM off.' },
      { group: 'docs', before: 'It is a dog. He ran IBM ', answer: 'off', after: '. We go on.' },
    ]);
  });
});
