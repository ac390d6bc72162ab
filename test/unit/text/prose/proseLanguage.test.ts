import { expect, test } from 'vitest';
import { proseLanguage } from '../../../../src/text/prose/proseLanguage.js';

test.each<[languageId: string, mode: 'on' | 'comments' | 'off', expected: string | undefined]>([
  ['markdown', 'on', 'markdown'],
  ['markdown', 'comments', undefined],
  ['markdown', 'off', undefined],
  ['python', 'comments', 'python'],
  ['python', 'on', 'plaintext'],
  ['org', 'on', 'plaintext'],
  ['org', 'comments', undefined],
])('%s, %s: read as %s', (languageId, mode, expected) => {
  expect(proseLanguage(languageId, mode)).toBe(expected);
});
