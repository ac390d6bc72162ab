import { describe, expect, test } from 'vitest';
import {
  type LanguageMode,
  languageMode,
  type LanguageModes,
  languagesInUse,
  toggledMode,
} from '../../../../src/common/settings/languageMode.js';

const modes: LanguageModes = { markdown: 'on', python: 'comments', latex: 'off' };

test.each<[LanguageModes, string, LanguageMode]>([
  [modes, 'markdown', 'on'],
  [modes, 'python', 'comments'],
  [modes, 'latex', 'off'],
  [modes, 'rust', 'off'],
  [{ ...modes, '*': 'comments' }, 'rust', 'comments'],
  [{ ...modes, '*': 'comments' }, 'latex', 'off'],
])('With %j, %s is %s', (given, language, expected) => {
  expect(languageMode(given, language)).toBe(expected);
});

describe('The editor is asked to call Cloze only where it is wanted', () => {
  test.each<[LanguageModes, string[]]>([
    [modes, ['markdown', 'python']],
    [{ ...modes, '*': 'comments' }, ['*']],
    [{ ...modes, '*': 'off' }, ['markdown', 'python']],
    [{}, []],
  ])('%j', (given, expected) => {
    expect(languagesInUse(given)).toEqual(expected);
  });
});

describe('A language can be switched', () => {
  test.each<[language: string, onlyComments: boolean, expected: LanguageMode]>([
    ['markdown', false, 'off'],
    ['python', true, 'off'],
    ['latex', false, 'on'],
    ['rust', true, 'comments'],
    ['org', false, 'on'],
  ])('%s', (language, onlyComments, expected) => {
    expect(toggledMode(modes, language, onlyComments)).toBe(expected);
  });
});
