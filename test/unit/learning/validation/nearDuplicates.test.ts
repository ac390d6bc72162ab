import { describe, expect, test } from 'vitest';
import { nearDuplicates } from '../../../../src/learning/validation/nearDuplicates.js';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';

const letter =
  'Dear sir, the parcel that I ordered on the third of May has not come yet, and nobody answers when I call your office about it.';
const other = 'What a lovely little shop by the harbor, with the kindest people behind the counter and the best coffee in the whole town.';

describe('Examples that are nearly the same as one that is held out', () => {
  test.each<[what: string, texts: string[], parts: number[][], found: number[]]>([
    ['differ in a word', [letter, other, letter.replace('third', 'fourth')], [[0, 1], [2]], [0, 2]],
    ['differ in numbers, signs and case', ['Order 17 came late!', 'order 23 came late', 'x y z'], [[0], [1], [2]], [0, 1]],
    ['are none where both are in the same part', [letter, `${letter} Thanks.`, other], [[0, 1], [2]], []],
    ['are none where texts only share a theme', [letter, other, 'The parcel came on the third of May.'], [[0], [1], [2]], []],
    ['are none among empty texts', ['', '!', '…'], [[0], [1], [2]], []],
    ['are none without parts', [letter, letter], [], []],
  ])('%s', (_, texts, parts, found) => {
    expect(nearDuplicates(texts, parts)).toEqual(found);
  });

  test('are found among many texts of random words, and no others', () => {
    const coin = seededRandom(7);
    const text = (): string => Array.from({ length: 30 }, () => `w${'abcdefghij'[Math.floor(10 * coin())] ?? ''}${'klmnopqrst'[Math.floor(10 * coin())] ?? ''}`).join(' '); // prettier-ignore
    const texts = Array.from({ length: 400 }, text);
    texts.push(...texts.slice(0, 5).map((each) => `${each} indeed`));
    const parts = [[...Array(400).keys()], [400, 401, 402, 403, 404]];
    expect(nearDuplicates(texts, parts)).toEqual([0, 1, 2, 3, 4, 400, 401, 402, 403, 404]);
  });
});
