import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../src/text/flow/document/flowDocument.js';
import { readClozeIgnore } from '../../../src/text/flow/mutes/clozeIgnore.js';
import { fingerprint } from '../../../src/text/flow/mutes/fingerprint.js';
import { lexicalSignals } from '../../../src/text/flow/signals/lexicalSignals.js';
import { lacksAntecedent } from '../../../src/text/flow/signals/pronouns.js';
import { personOf } from '../../../src/text/flow/signals/voice.js';
import { jointOverlap } from '../../../src/text/ghostText/jointOverlap.js';
import { loopStart } from '../../../src/text/ghostText/loops.js';
import { matchStyle } from '../../../src/text/ghostText/matchStyle.js';
import { stopOffset } from '../../../src/text/ghostText/stopOffset.js';
import { trimAgainstPrefix } from '../../../src/text/ghostText/trimAgainstPrefix.js';
import { trimAgainstSuffix } from '../../../src/text/ghostText/trimAgainstSuffix.js';
import { firstWords } from '../../../src/text/ghostText/words.js';
import { articleBefore } from '../../../src/text/masking/article.js';
import { maskSigns } from '../../../src/text/masking/maskSigns.js';
import { blocks, inlineSpans } from '../../../src/text/prose/blocks.js';
import { sentences } from '../../../src/text/sentences.js';
import { workOf } from './workOf.js';

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

/** Signs that begin, end or separate something in one of the languages, and what stands between them. */
const atoms = [
  ...[
    'a',
    'A',
    'ab ',
    '1',
    ' ',
    '\t',
    '\n',
    '\n\n',
    '. ',
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    '…',
    '-',
    '--',
    '—',
    '–',
    '*',
    '**',
    '_',
    '__',
    '~',
    '`',
    '``',
    '```',
  ],
  ...[
    '"',
    "'",
    '“',
    '”',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '|',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
    '#',
    '##',
    '=',
    '==',
    '+',
    '++',
    '^',
    '%',
    '%%',
    '&',
    '@',
    '$',
    '$$',
  ],
  ...[
    '![',
    '](',
    '[[',
    ']]',
    '[^',
    '^[',
    '<!--',
    '-->',
    '<a ',
    '</a>',
    '{{',
    '}}',
    '{{<',
    '>}}',
    '{%',
    '%}',
    '{#',
    '- ',
    '1. ',
    '> ',
    ':::',
    '|-',
    '---',
    '- - - ',
    '  \n',
  ],
  ...[
    '\\a{',
    '\\begin{a}',
    '\\end{a}',
    '\\(',
    '\\[',
    '\\]',
    '\\\\',
    '\\"',
    '\\verb|',
    '\\footnote{',
    '\\cite{',
    '.. a::',
    '::',
    ':a:`',
    '`_',
    '>`_',
    '|a|',
    '..\n',
    '  ',
    '===\n',
    '----\n',
  ],
  ...[
    'image::',
    'link:',
    'xref:',
    '<<',
    '>>',
    '[.a]#',
    '((',
    '(((',
    'footnote:[',
    '+\n',
    '|===\n',
    'a:: ',
    '.a\n',
    ':a: b\n',
    '#let ',
    '#if ',
    '#footnote[',
    '#a(',
    '@a',
    '<a>',
    'http://a',
    'a@b.c',
    'import ',
    'export ',
    'Dr. ',
    'z. B. ',
    'it ',
    'The ',
  ],
];

/** What is repeated, what stands before it and behind it: each of one to three atoms or of none. */
const shape = fc.record({
  before: fc.array(fc.constantFrom(...atoms), { maxLength: 2 }).map((parts) => parts.join('')),
  unit: fc.array(fc.constantFrom(...atoms), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  after: fc.array(fc.constantFrom(...atoms), { maxLength: 2 }).map((parts) => parts.join('')),
});

const languages = [
  'markdown',
  'mdx',
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

/** Each function that reads a text of any length, or as much of it as there is around a caret. */
const readers: Readonly<Record<string, (text: string) => void>> = {
  ...Object.fromEntries(
    languages.map((language) => [
      `blocks and sentences of ${language}`,
      (text: string) => {
        for (const block of blocks(text, language)) inlineSpans(text, block, language);
        flowDocument(text, language);
      },
    ]),
  ),
  sentences: (text) => void sentences(text),
  'the end of a suggestion': (text) => {
    for (const stop of ['word', 'clause', 'sentence', 'line'] as const) stopOffset(text, stop, text);
  },
  'a suggestion against the text around it': (text) => {
    trimAgainstSuffix(text, text);
    trimAgainstPrefix(text, text);
    jointOverlap(text, text);
    loopStart(text, text);
  },
  'the style of a text': (text) => void matchStyle(text, text),
  'signs of flow': (text) => {
    lexicalSignals(text, text, text);
    lacksAntecedent(text, text);
    personOf(text);
    fingerprint(text);
    readClozeIgnore(text);
  },
  'words and signs of missing ones': (text) => {
    maskSigns(text);
    articleBefore(text, text.length);
    firstWords(text, 5);
  },
};

const length = 5_000;

/** How many shapes each reader reads; `npm run test:seeds` draws others. */
const runs = 12;

function workFor(unit: string, size: number, read: (text: string) => void, before = '', after = ''): number {
  const text = before + unit.repeat(Math.ceil(size / unit.length)) + after;
  return workOf(() => read(text));
}

describe.each(Object.entries(readers))('Reading %s takes about twice the steps for twice the text', (_name, read) => {
  test.each(Object.entries(repeated))('of %s', (_unit, unit) => {
    expect(workFor(unit, 2 * length, read)).toBeLessThan(2.5 * workFor(unit, length, read) + 20_000);
  });

  test('of whatever is repeated', () => {
    fc.assert(
      fc.property(shape, ({ before, unit, after }) => {
        expect(workFor(unit, 2 * length, read, before, after)).toBeLessThan(2.5 * workFor(unit, length, read, before, after) + 20_000);
      }),
      { numRuns: runs },
    );
  });
});
