import { describe, expect, test } from 'vitest';
import { blocks, inlineSpans } from '../../src/prose/markup/blocks.js';
import { sentences } from '../../src/prose/sentences.js';
import { workOf } from '../util/workOf.js';

/** Texts that make careless readers of them slow, by what is repeated. */
const repeated = {
  words: 'word ',
  sentences: 'Dr. No said: "Go!" ',
  paragraphs: 'A word.\n\n',
  'full stops': '.',
  'spaced full stops': '. ',
  quotes: '"',
  'line ends': '\n',
  spaces: ' ',
  backticks: '`a``b```c',
  'opening brackets': '[',
  'link targets': '](',
  'wiki links': '[[a',
  tags: '<a ',
  comments: '<!-- ',
  dollars: '$a ',
  'escaped brackets': '\\(',
  commands: '\\a{',
  braces: '{',
  templates: '{{ ',
  'at signs': '@a',
  addresses: 'http://a)))',
  quotations: '> ',
  'list items': '- a\n',
  'nested items': '- ',
  headings: '# a\n',
  fences: '```\n',
  'table rows': 'a|b\n-|-\n',
  environments: '\\begin{verbatim}\n',
  'environments without an end': '\\begin{a}',
  'unknown environments': '\\begin{a}\n& \\end{a}',
  'displayed formulas': '\\[a\\]',
  'opened formulas': '\\[',
  'pairs of dollars': '$$',
  'sections on one line': '\\section{',
  'footnotes of LaTeX': '\\footnote{a',
  'lines of commands': '\\label{a}\n',
  accents: '\\"{',
  'calls of Typst': '#a(',
  'expressions of Typst': '#{',
  'content of Typst': '#a[',
  'conditions of Typst': '#if a [',
  'displays of Typst': '$ a ',
  'brackets closed only': ']',
  directives: '.. a::\n',
  adornments: '===\n',
  'block comments': '/* ',
  strings: '"a\n',
  'unclosed macros': 'image::[[[[',
  'unclosed footnotes': 'footnote:[',
  'cross references': '<<a',
  roles: ':a:`',
  'terms of an index': '(((',
  'percent signs': '%',
  hashes: '#',
  'lone surrogates': '\uD800',
  NUL: '\0',
};

const languages = [
  'markdown',
  'latex',
  'plaintext',
  'restructuredtext',
  'asciidoc',
  'typst',
  'git-commit',
  'typescript',
  'python',
  'haskell',
];
const length = 20_000;

function workFor(unit: string, size: number, read: (text: string) => void): number {
  const text = unit.repeat(Math.ceil(size / unit.length));
  return workOf(() => read(text));
}

describe.each(Object.entries(repeated))('twice as many %s take about twice the work', (_name, unit) => {
  test.each(languages)('to read as %s', (language) => {
    const read = (text: string): void => {
      for (const block of blocks(text, language)) inlineSpans(text, block, language);
    };
    expect(workFor(unit, 2 * length, read)).toBeLessThan(2.5 * workFor(unit, length, read) + 10_000);
  });

  test('to split into sentences', () => {
    expect(workFor(unit, 2 * length, sentences)).toBeLessThan(2.5 * workFor(unit, length, sentences) + 10_000);
  });
});
