import { expect, test } from 'vitest';
import { firstParagraphEnd } from '../../../../src/prose/markup/firstParagraph.js';
import { readProjectFile } from '../../../util/projectFiles.js';

test('The first paragraph of the sample ends before the first blank line after its heading', () => {
  const sample = readProjectFile('samples/manuscript.md');
  const end = firstParagraphEnd(sample, 'markdown');
  expect(sample.slice(0, end)).toMatch(/\n# The Logbook at Skarn Point\n\n\S.*\S$/);
  expect(sample.slice(end)).toMatch(/^\n\n/);
});

test('A text without a paragraph ends where it ends', () => {
  expect(firstParagraphEnd('# Title\n', 'markdown')).toBe(8);
});
