import { describe, expect, test } from 'vitest';
import { labelSets } from '../../../../src/learning/multiLabel/labelSets.js';

const examples = (...pairs: readonly (readonly [string, string])[]): { text: string; label: string }[] =>
  pairs.map(([text, label]) => ({ text, label }));

describe('Examples with several labels', () => {
  test('become a table of texts and labels', () => {
    const { texts, names, has } = labelSets(examples(['one', 'b; a'], ['two', '[]'], ['three', 'b']));
    expect({ texts, names, has: [...has] }).toEqual({ texts: ['one', 'two', 'three'], names: ['a', 'b'], has: [1, 1, 0, 0, 0, 1] });
  });

  test('that are there twice have all of their labels', () => {
    const { has, repeated, empty } = labelSets(examples(['one', 'a'], [' one ', 'b'], ['two', 'b'], ['three', 'a'], ['…', 'a']));
    expect({ has: [...has], repeated, empty }).toEqual({ has: [1, 1, 0, 1, 1, 0], repeated: 1, empty: 1 });
  });

  test.each<[string, [string, string][], string]>([
    ['one label', [['one', 'a'], ['two', '[]']], 'All examples have the label "a"'], // prettier-ignore
    ['a label that all have', [['one', 'a; b'], ['two', 'a']], 'All texts have the label "a"'], // prettier-ignore
    ['no labels', [['one', '[]']], 'There are no examples'],
  ])('of %s are refused in a sentence', (_, pairs, reason) => {
    expect(() => labelSets(examples(...pairs))).toThrow(reason);
  });
});
