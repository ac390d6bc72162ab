import { describe, expect, test } from 'vitest';
import { anchorLength } from '../../../../src/common/panelProtocol/place.js';
import { caretPlace, type DocumentCaret } from '../../../../src/sessions/panel/caretPlace.js';

const text = '# Light\n\nThe keeper lit the lamp. He went';

/** A caret at the end of a Markdown document of which the editor gives only the last paragraph. */
function caret(change: Partial<DocumentCaret> = {}): DocumentCaret {
  const start = text.indexOf('The');
  const around = (): { text: string; start: number } => ({ text: text.slice(start), start });
  const offset = text.length;
  return { document: 'file:///a.md', version: 1, offset, language: 'markdown', around, before: text, ...change };
}

describe('The panel reads at the cursor', () => {
  test('the text before it, as far as the editor gives it', () => {
    expect(caretPlace(caret()).context()).toMatchObject({ before: 'The keeper lit the lamp. He went', after: '' });
  });

  test('its paragraph, whose offsets are those of the whole document', () => {
    const found = caretPlace(caret()).paragraph();
    const start = text.indexOf('The');
    expect(found?.place).toEqual({ document: 'file:///a.md', start, end: text.length, text: text.slice(start), before: '' });
    expect(found?.pieces.map((piece) => piece.start)).toEqual([start]);
  });

  test('nothing where the document has no prose', () => {
    const place = caretPlace(caret({ language: undefined, around: () => expect.fail('The text was read.') }));
    expect([place.context(), place.paragraph()]).toEqual([undefined, undefined]);
  });
});

test('The place of the cursor is found again by the text before it, of which little is kept', () => {
  const before = 'The lamp. '.repeat(1000);
  const { place } = caretPlace(caret({ before, offset: before.length }));
  expect(place).toEqual({
    document: 'file:///a.md',
    start: before.length,
    end: before.length,
    text: '',
    before: before.slice(-anchorLength),
  });
});

test.each<[string, Partial<DocumentCaret>]>([
  ['another document', { document: 'file:///b.md' }],
  ['a change of the text', { version: 2 }],
  ['another cursor', { offset: 3 }],
  ['another language', { language: 'latex' }],
])('The panel looks again after %s', (_, change) => {
  expect(caretPlace(caret(change)).key).not.toBe(caretPlace(caret()).key);
});
