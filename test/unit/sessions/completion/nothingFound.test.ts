import { expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { nothingFoundText, type Reason } from '../../../../src/sessions/completion/nothingFound.js';

test.each<[Reason, string]>([
  ['no-idea', 'No completion: nothing fits here.'],
  ['nothing-before', 'No completion: nothing to continue.'],
  ['selection', 'No completion: text is selected.'],
  ['several-cursors', 'No completion: the cursors differ.'],
  ['language-off', 'No completion: off in Markdown.'],
  ['read-only', 'No completion: read-only document.'],
  ['code', 'No completion in code.'],
  ['table', 'No completion in a table.'],
  ['math', 'No completion in a formula.'],
  ['front-matter', 'No completion in the front matter.'],
  ['comment', 'No completion in a comment.'],
  ['url', 'No completion in an address.'],
  ['link-target', 'No completion in an address.'],
  ['html', 'No completion in markup.'],
])('A trigger without a completion says why (%s)', (reason, text) => {
  expect(nothingFoundText(reason, 'Markdown', inEnglish)).toBe(text);
});
