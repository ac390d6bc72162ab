import { expect, test } from 'vitest';
import { idlePolicy } from '../../../src/backend/idlePolicy.js';

const minute = 60_000;

test.each([
  ['the model goes after the minutes of the setting, the process ten minutes later', 5, 5 * minute, 15 * minute],
  ['0 minutes means never', 0, Infinity, Infinity],
  ['less than none means never', -1, Infinity, Infinity],
])('%s', (_, minutes, unloadAfterMs, stopAfterMs) => {
  expect(idlePolicy(minutes)).toEqual({ unloadAfterMs, stopAfterMs });
});
