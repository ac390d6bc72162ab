import { expect, test } from 'vitest';
import { BoundedMap } from '../../../src/common/boundedMap.js';

test('A bounded map drops what was set first', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...map]).toEqual([['b', 2], ['c', 4]]); // prettier-ignore
});

test('A bounded map keeps what was used', () => {
  const map = new BoundedMap<string, number | undefined>(2);
  map.set('a', undefined).set('b', 2);
  expect([map.use('a'), map.use('x')]).toEqual([undefined, undefined]);
  map.set('c', 4);
  expect([...map.keys()]).toEqual(['a', 'c']);
});
