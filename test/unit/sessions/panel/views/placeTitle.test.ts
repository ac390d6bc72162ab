import { expect, test } from 'vitest';
import { placeTitle } from '../../../../../src/sessions/panel/views/placeTitle.js';

test.each([
  ['the end of a sentence', 'The lamp was lit.', '', 'The lamp was lit.▏'],
  ['what stands on its line', 'The lamp was lit.\nHe went', '', 'He went▏'],
  ['what stands above an empty line', 'until nothing could be seen.\n\n', '', 'until nothing could be seen.↵↵▏'],
  ['a word after an empty line', 'He went.\n\n', 'Then', 'He went.↵↵Then'],
  ['whole words of a long line', 'ghthouse keeper climbed all of the stairs', '', '…keeper climbed all of the stairs▏'],
  ['nothing at the start', '\n\n', '', '▏'],
])('the panel names a place by %s', (_, before, text, title) => {
  expect(placeTitle({ before, text })).toBe(title);
});
