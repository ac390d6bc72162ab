import { expect, test } from 'vitest';
import { escapeMarkdown } from '../../../src/host/escapeMarkdown.js';

test.each([
  ['Ready.', 'Ready\\.'],
  ['C:\\models\\my_model (1)', 'C:\\\\models\\\\my\\_model \\(1\\)'],
  ['$(zap) <b>&amp;</b>', '\\$\\(zap\\) \\<b\\>\\&amp;\\</b\\>'],
  ['two\nlines', 'two lines'],
])('%j', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});
