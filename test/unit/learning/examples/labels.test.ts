import { describe, expect, test } from 'vitest';
import { exampleSet } from '../../../../src/learning/examples/labels.js';

const examples = (...pairs: readonly (readonly [string, string])[]): { text: string; label: string }[] =>
  pairs.map(([text, label]) => ({ text, label }));

describe('Examples', () => {
  test('become a set whose labels are sorted', () => {
    const { texts, names, labels } = exampleSet(examples(['b', 'y'], ['a', 'x'], ['c', 'y']));
    expect({ texts, names, labels: [...labels] }).toEqual({ texts: ['b', 'a', 'c'], names: ['x', 'y'], labels: [1, 0, 1] });
  });

  test('that are empty, repeated or contradict each other are left out and counted', () => {
    const set = exampleSet(examples(['a', 'x'], [' a ', 'x'], ['b', 'y'], ['c', 'x'], ['c', 'y'], ['…', 'x'], ['', 'y']));
    expect(set.texts).toEqual(['a', 'b']);
    expect(set).toMatchObject({ empty: 2, repeated: 1, contradicting: ['c'] });
  });

  test('of one label are refused', () => {
    expect(() => exampleSet(examples(['a', 'x'], ['b', 'x']))).toThrow('All examples have the label "x"');
  });

  test('of 5,000 labels are refused', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ text: `a${index}`, label: `l${index}` }));
    expect(() => exampleSet(many)).toThrow('5000 different labels');
  });

  test('that are none are refused', () => {
    expect(() => exampleSet([])).toThrow('There are no examples');
  });
});
