import { expect, test } from 'vitest';
import { scoreOf } from '../../../src/cli/flow/fileFlow.js';

test('--fail-on compares the score that is printed', () => {
  const sentence = { start: 0, end: 1, text: 'A' };
  expect(scoreOf({ first: sentence, second: sentence, chance: 0.49998, verdict: 'warning', reasons: [] })).toBe(0.5);
});
