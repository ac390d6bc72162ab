import { describe, expect, test } from 'vitest';
import { isAbout } from '../../../../src/sessions/completion/isAbout.js';
import { completionRecord as record } from '../../../util/panelStates.js';

/** The cursor after a text that goes on from where the completion was suggested. */
function cursor(written: string, { document = record.document, before = record.before } = {}): Parameters<typeof isAbout>[1] {
  return { document, offset: record.offset + written.length, before: `Once. ${before}${written}` };
}

describe('The completion at the cursor is the one that was suggested', () => {
  test.each<[what: string, place: Parameters<typeof isAbout>[1], expected: boolean]>([
    ['there', cursor(''), true],
    ['there, and typed in part', cursor(' Poi'), true],
    ['there, and accepted', cursor(' Point was seen'), true],
    ['there, another one of them accepted', cursor(' stood'), true],
    ['there, but the writer went on with other words', cursor(' Rock'), false],
    ['there, but the writer went on after it', cursor(' Point was seen from'), false],
    ['further on', { ...cursor(''), offset: record.offset - 5 }, false],
    ['there, but the text before has changed', cursor('', { before: 'On a dark night the ship at sea' }), false],
    ['in another document', cursor('', { document: 'file:///other.md' }), false],
  ])('%s', (_, place, expected) => {
    expect(isAbout(record, place)).toBe(expected);
  });
});
