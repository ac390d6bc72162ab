import { expect, test } from 'vitest';
import { proseLanguage } from '../../../../src/prose/markup/proseLanguage.js';

test.each<[languageId: string, fileName: string, mode: 'on' | 'comments' | 'off', expected: string | undefined]>([
  ['markdown', 'a.md', 'on', 'markdown'],
  ['markdown', 'a.md', 'comments', undefined],
  ['markdown', 'a.md', 'off', undefined],
  ['python', 'a.py', 'comments', 'python'],
  ['python', 'a.py', 'on', 'plaintext'],
  ['org', 'a.org', 'on', 'plaintext'],
  ['org', 'a.org', 'comments', undefined],
])('%s, %s, %s: read as %s', (languageId, fileName, mode, expected) => {
  expect(proseLanguage({ languageId, fileName }, mode)).toBe(expected);
});

test.each<[languageId: string, fileName: string, expected: string]>([
  ['plaintext', '/books/one.adoc', 'asciidoc'],
  ['plaintext', 'C:\\books\\ONE.ASCIIDOC', 'asciidoc'],
  ['plaintext', 'one.asc', 'asciidoc'],
  ['plaintext', 'one.rst', 'restructuredtext'],
  ['plaintext', 'one.typ', 'typst'],
  ['plaintext', 'one.tex', 'latex'],
  ['plaintext', 'one.mdx', 'mdx'],
  ['plaintext', 'one.md', 'markdown'],
  ['plaintext', 'one.txt', 'plaintext'],
  ['plaintext', 'adoc', 'plaintext'],
  ['plaintext', 'one.adoc/notes', 'plaintext'],
  ['plaintext', 'Untitled-1', 'plaintext'],
  ['asciidoctor', 'one.adoc', 'asciidoc'],
  ['markdown', 'one.adoc', 'markdown'],
])('what the editor calls %s and is named %s is read as %s', (languageId, fileName, expected) => {
  expect(proseLanguage({ languageId, fileName }, 'on')).toBe(expected);
});
