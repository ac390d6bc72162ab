import { expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { learnedText, storedBias } from '../../../../src/sessions/completion/storedBias.js';

test('What was learned is there again after a restart', () => {
  let kept: number | undefined;
  const storage = { get: () => kept, set: (bias: number) => void (kept = bias) };
  const { bias, save } = storedBias(storage);
  bias.learn(0.4, 'dismissed');
  expect(kept).toBeUndefined();
  save();
  expect(storedBias(storage).bias.value).toBe(bias.value);
  expect(bias.value).toBeLessThan(0);
});

test.each([
  [0, 'Cloze has learned nothing from your choices in this workspace yet.'],
  [1, 'From your choices in this workspace, Cloze has learned to suggest more often: a chance of 50 % counts as 73 %.'],
  [-1, 'From your choices in this workspace, Cloze has learned to suggest less often: a chance of 50 % counts as 27 %.'],
])('A writer can read what was learned (a bias of %d)', (bias, text) => {
  expect(learnedText(storedBias({ get: () => bias, set: () => undefined }).bias, inEnglish)).toBe(text);
});
