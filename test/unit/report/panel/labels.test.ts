import { expect, test } from 'vitest';
import { probabilityScale } from '../../../../src/report/panel/scale.js';
import { tokenLabel } from '../../../../src/report/panel/tokenLabel.js';

test.each([
  [' cat', '·cat'],
  ['ing', 'ing'],
  ['\n\n', '↵↵'],
  ['\t', '→'],
  ['a\0b', 'a�b'],
  ['\ud83d', '�'],
  ['👍🏽', '👍🏽'],
  ['<b>', '<b>'],
])('The token %j is shown as %j', (text, label) => {
  expect(tokenLabel(text)).toBe(label);
});

test.each<[readonly number[], number]>([
  [[0.04, 0.02], 0.1],
  [[0.1], 0.1],
  [[0.3, 0.2], 0.5],
  [[0.98], 1],
  [[], 0.1],
])('Bars for %j end at %d', (probabilities, scale) => {
  expect(probabilityScale(probabilities)).toBe(scale);
});
