import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../../src/prose/sentences.js';
import { goldenRules, goldenRulesNotKept, marked } from '../../../bench/text/goldenRules.js';
import { abbreviationCases } from './sentences/abbreviations.cases.js';
import { numberCases } from './sentences/numbers.cases.js';
import { plainCases } from './sentences/plain.cases.js';
import { quotationCases } from './sentences/quotations.cases.js';

describe('sentences end where a reader would say so', () => {
  for (const [idea, cases] of Object.entries({ ...plainCases, ...abbreviationCases, ...numberCases, ...quotationCases })) {
    test.each(cases)(`${idea}: %j`, (expected) => {
      expect(marked(expected.replaceAll('|', ''))).toBe(expected);
    });
  }
});

describe('golden rule', () => {
  for (const [index, rule] of goldenRules.entries()) {
    const text = rule.replaceAll('|', '');
    if (goldenRulesNotKept.has(index)) test(`${index + 1} is not kept: ${rule}`, () => expect(marked(text)).not.toBe(rule));
    else test(`${index + 1}: ${rule}`, () => expect(marked(text)).toBe(rule));
  }
});

/** Texts made of what sentence rules look at, so that rare combinations come up. */
const pieces = fc.constantFrom(
  ...[
    '.',
    '!',
    '?',
    '…',
    '。',
    ' ',
    ' ',
    '\n',
    '\n\n',
    '"',
    '“',
    '”',
    '(',
    ')',
    '*',
    '[1]',
    'Dr',
    'U.S',
    'He',
    'said',
    'a',
    'I',
    '3',
    '-',
    '#',
  ],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('sentences hold all that is no white space, in order and without overlap', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let from = 0;
      for (const { start, end } of sentences(text)) {
        expect(text.slice(from, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(text.slice(from).trim()).toBe('');
    }),
  );
});

test('sentences neither start nor end with white space', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { start, end } of sentences(text)) expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
    }),
  );
});

test('a blank line always separates', () => {
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      const joined = `${first.trim()}\n\n${second.trim()}`;
      // With its line end, as it stands in the whole: "#" alone is a heading only at the end of a line.
      const expected = sentences(`${first.trim()}\n`).length + sentences(second.trim()).length;
      expect(sentences(joined)).toHaveLength(expected);
    }),
  );
});
