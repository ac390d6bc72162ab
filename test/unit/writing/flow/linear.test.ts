import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { pairsOfMoves } from '../../../../src/writing/flow/reorder.js';
import { bestLink } from '../../../../src/writing/flow/linking.js';
import { PairRatings } from '../../../../src/writing/flow/check/pairRatings.js';
import { readClozeIgnore } from '../../../../src/writing/flow/mutes/clozeIgnore.js';
import { documentMutes } from '../../../../src/writing/flow/mutes/documentMutes.js';
import { pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import { flowReport } from '../../../../src/writing/flow/flowReport.js';
import { lexicalSignals } from '../../../../src/writing/flow/signals/lexicalSignals.js';

/** With steps that grow with the square of it, each of these would take minutes. */
const size = 300_000;

describe('What is endless to a careless pattern takes no longer than other text', () => {
  test.each([
    ['a word', 'a'.repeat(size)],
    ['a word and a pronoun', `${'s'.repeat(size)}. They`],
    ['plural nouns', 'lamps '.repeat(size / 6)],
    ['capitals', 'Ab'.repeat(size / 2)],
    ['white space', `a${' '.repeat(size)}b`],
    ['apostrophes', `a${"'".repeat(size)}b`],
  ])('in the signals: %s', (_, text) => {
    expect(lexicalSignals('', text, `They saw ${text}`)).toBeDefined();
    expect(lexicalSignals(text, 'It rained.', 'She saw them.')).toBeDefined();
  });

  test.each([
    ['spaces in a path', `pair ${pairMute('a', 'b').first} ${pairMute('a', 'b').second} a${' '.repeat(size)}b`],
    ['a fingerprint without end', `block ${'a'.repeat(size)}`],
    ['lines for one file', `block ${pairMute('a', 'b').first} a.md\n`.repeat(size / 30)],
  ])('in .clozeignore: %s', (_, text) => {
    expect(readClozeIgnore(text).mutesOf('b.md')).toEqual([]);
  });

  test('in a sentence that a model wrote', async () => {
    const ratings = new PairRatings(({ pairs }) => Promise.resolve({ ratings: pairs.map(() => ({ nextSentence: 1 })), missing: [] }));
    expect(await bestLink([`${'a.'.repeat(size)} b`], { before: '', first: 'A.', second: 'B.' }, ratings)).toBeUndefined();
  });
});

describe('Work grows with the text alone, where there are many', () => {
  const directives = (count: number): void => {
    const text = 'He slept well. <!-- cloze-ignore-block --> It rained all day. <!-- cloze-ignore-next -->\n'.repeat(count);
    const document = flowDocument(text, 'markdown');
    expect(documentMutes(text, document, []).byDirective.size).toBe(2 * count);
  };
  const sections = (count: number): void => {
    const document = flowDocument('# One\n\nHe slept well. It rained all day.\n\n'.repeat(count), 'markdown');
    expect(flowReport(document, new Map(), documentMutes('', document, [])).sections).toEqual([]);
  };

  test('comments that mute', () => directives(3000));

  test('headings', () => sections(10_000));

  test('places for a sentence of a long paragraph', () => {
    expect(pairsOfMoves(10_000, 5000).length).toBeLessThan(30_000);
  });
});
