import { describe, expect, test } from 'vitest';
import { OwnCasing } from '../../../../src/writing/masking/ownCasing.js';

describe('A word that a model knows in small letters', () => {
  test.each([
    ['england', '', 'England'],
    ['nasa', '', 'NASA'],
    ['i', '', 'I'],
    ['cat', '', 'cat'],
    ['will', '', 'will'],
    ['will', 'She saw Will, and then Will left. It will rain.', 'Will'],
    ['cat', 'The Cat saw the cat and a cat.', 'cat'],
    ['skarn', 'the lighthouse at Skarn Point', 'Skarn'],
    ['rain', 'Rain. Rain.', 'rain'],
    ['nasa', 'the nasa of old', 'nasa'],
  ])('%s in %j is written %s', (word, text, written) => {
    expect(new OwnCasing(text).of(word)).toBe(written);
  });
});
