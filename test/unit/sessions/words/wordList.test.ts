import { describe, expect, test } from 'vitest';
import type { FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import { excerptWith, placeExcerpt } from '../../../../src/sessions/words/placeExcerpt.js';
import { type WordChoice, wordList } from '../../../../src/sessions/words/wordList.js';
import { wordsRecord } from '../../../../src/sessions/words/wordsRecord.js';
import type { TextPlace } from '../../../../src/common/panelProtocol/place.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { candidate, passageOf } from './passageOf.js';

const cat = passageOf('It rained. The cat [MASK] on\nthe mat. It slept.');
const one: FillMaskResult = {
  masks: [
    {
      offset: 19,
      length: 6,
      candidates: [candidate('sat', 0.2, -1), candidate('lay', 0.1, -2), candidate('was', 0.7, -9), candidate('flew', 0.01)],
      standing: { text: 'lay', probability: 0.1, rank: 1 },
    },
  ],
  joint: [],
  encoder: 'bert',
  causal: 'gpt',
};

const label = ({ label, description }: WordChoice): string => `${label}: ${description}`;

describe('The list of words', () => {
  test('shows what each model thinks of a word, where they disagree, and which one is the current word', () => {
    const [section, ...others] = wordList(cat.passage, cat.places, one, inEnglish);
    expect(others).toEqual([]);
    expect(section?.title).toBe('');
    expect(section?.choices.map(label)).toEqual([
      'sat: BERT 20 % · GPT 73 %',
      'lay: BERT 10 % · GPT 27 % · current word',
      'was: BERT 70 % · GPT <0.1 % · GPT doubts it',
      'flew: BERT 1.0 %',
    ]);
  });

  test('has a bar for each model, full at the word that it finds best', () => {
    const bars = wordList(cat.passage, cat.places, one, inEnglish)[0]?.choices.map((choice) => choice.bars);
    expect(bars?.map(({ encoder }) => encoder)).toEqual([0.2 / 0.7, 0.1 / 0.7, 1, 0.01 / 0.7]);
    expect(bars?.[0]?.causal).toBe(1);
    expect(bars?.[3]?.causal).toBeUndefined();
  });

  test('of several gaps begins with what fits in all of them, and writes the article that a word takes', () => {
    const { passage, places } = passageOf('A ___ saw an ___.');
    const result: FillMaskResult = {
      masks: [
        { offset: 2, length: 3, candidates: [candidate('owl', 0.5)] },
        { offset: 13, length: 3, candidates: [candidate('mouse', 0.5)] },
      ],
      joint: [{ places: [0, 1], fillings: [{ texts: ['owl', 'mouse'], probability: 0.25, causal: -3, score: 0 }] }],
      encoder: 'bert',
    };
    const sections = wordList(passage, places, result, inEnglish);
    expect(sections.map(({ title }) => title)).toEqual([
      'All gaps of the sentence',
      'Gap 1 of 2: A ___ saw an ___.',
      'Gap 2 of 2: A ___ saw an ___.',
    ]);
    const [together] = sections[0]?.choices ?? [];
    expect(together && label(together)).toBe('owl … mouse: BERT 25 % · GPT 100 %');
    expect(together?.fills.map(({ start, end, text }) => `${start}-${end} ${text}`)).toEqual([
      '100-101 An',
      '102-105 owl',
      '110-112 a',
      '113-116 mouse',
    ]);
    expect(excerptWith(passage, together?.fills ?? [])).toBe('An owl saw a mouse.');
  });
});

test('The place is named by the words around it', () => {
  expect(placeExcerpt(cat.passage, cat.places[0] as TextPlace)).toBe('It rained. The cat [MASK] on the mat. It slept.');
});

test('The panel gets the sentence, the place, and what both models think', () => {
  expect(wordsRecord(cat.passage, cat.places, one)).toMatchObject({
    sentence: 'The cat [MASK] on the mat.',
    encoder: 'bert',
    causal: 'gpt',
    masks: [
      {
        place: cat.places[0],
        standing: { text: 'lay', rank: 1 },
        candidates: [
          { text: 'sat', probability: 0.2, causal: expect.closeTo(0.731, 3) as number },
          {},
          {},
          { text: 'flew', probability: 0.01 },
        ],
      },
    ],
  });
});
