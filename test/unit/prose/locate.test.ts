import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorLength, type TextPlace } from '../../../src/common/panelProtocol/place.js';
import { locate } from '../../../src/prose/locate.js';

/** The place that stands between two bars of a text. */
function placeIn(marked: string): { readonly text: string; readonly place: TextPlace } {
  const [before = '', inside = '', after = ''] = marked.split('|');
  const place = {
    document: 'd',
    start: before.length,
    end: before.length + inside.length,
    text: inside,
    before: before.slice(-anchorLength),
  };
  return { text: before + inside + after, place };
}

describe('A place in a document', () => {
  const { text, place } = placeIn('The cat |sat| on the mat. The dog lay by the fire.');

  test('is found where it was', () => {
    expect(locate(text, place)).toEqual({ start: 8, end: 11 });
  });

  test('is found where edits in front of it have moved it', () => {
    expect(locate(`# Title\n\n${text}`, place)).toEqual({ start: 17, end: 20 });
  });

  test('is gone when its text is another', () => {
    expect(locate(text.replace('sat', 'lay'), place)).toBeUndefined();
  });

  test('is not guessed when it may be either of two', () => {
    expect(locate(`x${text} ${text}`, place)).toBeUndefined();
  });

  test('at the start of a document is not found everywhere', () => {
    expect(locate('Once', { document: 'd', start: 0, end: 0, text: '', before: '' })).toEqual({ start: 0, end: 0 });
    expect(locate('Once', { document: 'd', start: 9, end: 9, text: '', before: '' })).toBeUndefined();
  });

  test('holds the text that it says, whatever was edited', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(10), fc.string({ maxLength: 5 }), (at, length, typed) => {
        const edited = text.slice(0, at) + typed + text.slice(at + length);
        const found = locate(edited, place);
        if (found !== undefined) expect(edited.slice(found.start - place.before.length, found.end)).toBe('The cat sat');
      }),
    );
  });
});
