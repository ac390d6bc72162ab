import { describe, expect, test } from 'vitest';
import { placesAt } from '../../../../src/writing/masking/placesAt.js';

/** Where words are suggested in a text in which `|` marks the caret or the ends of the selection. */
function placesOf(marked: string, language = 'markdown'): string[] | string {
  const parts = marked.split('|');
  const text = parts.join('');
  const start = parts[0]?.length ?? 0;
  const found = placesAt(text, { start, end: parts.length > 2 ? start + (parts[1]?.length ?? 0) : start }, language);
  if (found.kind !== 'places') return found.kind;
  return found.places.map((place) => {
    const { passage } = found;
    const written = text.slice(place.start, place.end);
    expect(passage.text.slice(place.start - passage.start, place.end - passage.start)).toBe(written);
    return `${place.start}:${written}`;
  });
}

describe('Words are suggested', () => {
  test.each<[marked: string, places: string[] | string]>([
    ['The c|at sat.', ['4:cat']],
    ['The |big cat| sat.', ['4:big cat']],
    ['The [MA|SK] sat.', ['4:[MASK]']],
    ['The [MASK] sat on| the ___.', ['15:on']],
    ['The [MASK]| sat on the ___. A ___ came.', ['4:[MASK]', '22:___']],
    ['|The [MASK] sat on the ___.| A ___ came.', ['4:[MASK]', '22:___']],
    ['Rain.\n\n|\n\nThe [MASK] sat on the ___. A ___ came.', ['13:[MASK]', '31:___']],
    ['The ___ came.\n\n|', ['4:___']],
    ['It is *emph|atic* here.', ['7:emphatic']],
    ['A [li|nk](http://example.com) here.', ['3:link']],
    ['|', 'no-missing-word'],
    ['... | ...', 'no-missing-word'],
    ['A `co|de` span.', 'not-prose'],
    ['A `[MA|SK]` span.', 'not-prose'],
    ['```\ncode| here\n```', 'not-prose'],
    ['```\n[MA|SK] here\n```', 'not-prose'],
    ['A [link](http://exam|ple.com) here.', 'not-prose'],
    ['|One two three four five| six.', 'too-many-words'],
    ['One |...| two', 'no-word'],
    ['One |two\n\nthree| four', 'several-paragraphs'],
  ])('%j', (marked, places) => {
    expect(placesOf(marked)).toEqual(places);
  });
});

test('in comments of program code alone', () => {
  expect(placesOf('x = "wo|rd"\n', 'python')).toBe('not-prose');
  expect(placesOf('# A wo|rd here\n', 'python')).toEqual(['4:word']);
});

test('without line ends of Windows in what a model reads', () => {
  const text = 'One line\r\nand the next\r\n';
  const found = placesAt(text, { start: 12, end: 12 }, 'plaintext');
  expect(found.kind === 'places' && found.passage.text).toBe('One line \nand the next \n');
});
