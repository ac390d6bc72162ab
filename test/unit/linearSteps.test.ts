import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../src/writing/flow/document/flowDocument.js';
import { readClozeIgnore } from '../../src/writing/flow/mutes/clozeIgnore.js';
import { fingerprint } from '../../src/writing/flow/mutes/fingerprint.js';
import { lexicalSignals } from '../../src/writing/flow/signals/lexicalSignals.js';
import { lacksAntecedent } from '../../src/writing/flow/signals/pronouns.js';
import { personOf } from '../../src/writing/flow/signals/voice.js';
import { jointOverlap } from '../../src/writing/continuation/jointOverlap.js';
import { loopStart } from '../../src/writing/continuation/loops.js';
import { matchDashes } from '../../src/writing/continuation/style/dashes.js';
import { readQuotes } from '../../src/writing/continuation/style/quoteSigns.js';
import { stopOffset } from '../../src/writing/continuation/stopOffset.js';
import { trimAgainstPrefix } from '../../src/writing/continuation/trimAgainstPrefix.js';
import { trimAgainstSuffix } from '../../src/writing/continuation/trimAgainstSuffix.js';
import { firstWords } from '../../src/writing/continuation/words.js';
import { articleBefore } from '../../src/writing/masking/article.js';
import { maskSigns } from '../../src/writing/masking/maskSigns.js';
import { blocks, inlineSpans } from '../../src/prose/markup/blocks.js';
import { sentences } from '../../src/prose/sentences.js';
import { regexSteps } from '../util/regexSteps.js';
import { type Call, workOf } from '../util/workOf.js';

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
    '\\newcommand{\\a}{\\a b}',
    '\\def\\a#1{\\b\\b#1}',
    '\\def\\a',
    '\\def\\a{\\begin{a}}',
    '\\def\\b{\\end{a}}',
    '\\b',
    '#ref(<a>)',
    '(see ',
    '\\a{b}',
    '{a}',
    ':a: {b} c\n',
    '[%hardbreaks]\n',
    '{{< meta a >}}',
    '---\na: b\n---\n',
    '#a(\n',
    '\\oref{a}',
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
  'dashes and quotation marks': (text) => {
    matchDashes(text, text);
    readQuotes(text);
  },
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
const runs = 6;

/** Steps of a backtracking search, not only how far it comes. */
function steps({ self, parameters: [text], lastIndex }: Call): number {
  const pattern = self as RegExp;
  const after = pattern.lastIndex;
  pattern.lastIndex = lastIndex;
  const count = regexSteps(pattern, String(text));
  pattern.lastIndex = after;
  return Math.max(1, count);
}

function workFor(unit: string, size: number, read: (text: string) => void, before = '', after = ''): number {
  const text = before + unit.repeat(Math.ceil(size / unit.length)) + after;
  return workOf(() => read(text), steps);
}

describe.each(Object.entries(readers))('Reading %s takes about twice the steps for twice the text', (_name, read) => {
  test('whatever is repeated', () => {
    fc.assert(
      fc.property(shape, ({ before, unit, after }) => {
        expect(workFor(unit, 2 * length, read, before, after)).toBeLessThan(2.5 * workFor(unit, length, read, before, after) + 20_000);
      }),
      { numRuns: runs },
    );
  });
});
