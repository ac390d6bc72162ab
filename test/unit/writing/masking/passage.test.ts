import { describe, expect, test } from 'vitest';
import { passageAround } from '../../../../src/writing/masking/passage.js';

/** What a model reads of a document around its first X. */
function read(document: string, language = 'markdown'): string {
  const at = document.indexOf('X');
  return passageAround(document, [{ start: at, end: at + 1 }], language).passage.text.replace(/ +/g, ' ');
}

describe('A model reads the prose around a place', () => {
  test.each<[document: string, text: string]>([
    ['One X three.', 'One X three.'],
    ['# Title\n\n- *One* **X** [three](http://a.b/c) `four`.', ' Title\n\n One X three four .'],
    ['> One\n> X three.', ' One\n X three.'],
    ['One two.\n\n```\ncode\n```\n\nX three.', 'One two.\n\n \n \n \n\nX three.'],
    ['One <!-- two --> X 2 * 3 snake_case ___ _four_.', 'One X 2 * 3 snake_case ___ four .'],
    ['---\ntitle: A\n---\n\nX two.', ' \n \n \n\nX two.'],
  ])('%j', (document, text) => {
    expect(read(document)).toBe(text);
  });

  test('in LaTeX without the names of commands', () => {
    expect(read('One \\emph{X} and $x^2$.', 'latex')).toBe('One X and $x^2$.');
  });

  test('of a long document only as much as it could use, at the right place', () => {
    const document = `${'One two three. '.repeat(20_000)}X${' four five six.'.repeat(20_000)}`;
    const at = document.indexOf('X');
    const { passage, places } = passageAround(document, [{ start: at, end: at + 1 }], 'markdown');
    expect(places).toEqual([{ start: at, end: at + 1 }]);
    expect(passage.text.charAt(at - passage.start)).toBe('X');
    expect(passage.text.length).toBeLessThan(6000);
  });

  test('and what is not in prose is no place', () => {
    expect(passageAround('One `X` two.', [{ start: 5, end: 6 }], 'markdown').places).toEqual([]);
  });
});
