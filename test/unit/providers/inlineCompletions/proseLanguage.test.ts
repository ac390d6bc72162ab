import { expect, test } from 'vitest';
import type { LanguageMode } from '../../../../src/host/languageMode.js';
import { proseLanguage } from '../../../../src/providers/inlineCompletions/proseLanguage.js';

test.each<[languageId: string, mode: LanguageMode, expected: string | undefined]>([
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
