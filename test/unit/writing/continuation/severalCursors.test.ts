import { expect, test } from 'vitest';
import { fitsAtAll } from '../../../../src/writing/continuation/severalCursors.js';

test.each<[cursors: string[], fits: boolean]>([
  [['The cat|'], true],
  [['- the old |', 'and the old |'], true],
  [['- the old lam|p', '- the old lam|p'], true],
  [['the cat|', 'the dog|'], false],
  [['the old |', 'the old | lamp'], false],
  [['a cat|', 'the cat|'], false],
  [['the old |', 'the old |', 'the new |'], false],
  [['|', '|'], true],
])('with cursors at %j one completion fits at all: %s', (cursors, fits) => {
  const texts = cursors.map((marked) => {
    const [before = '', after = ''] = marked.split('|');
    return { before, after };
  });
  expect(fitsAtAll(texts)).toBe(fits);
});
