import { expect, test } from 'vitest';
import { progressSteps } from '../../../../src/providers/manuscript/progressSteps.js';

test('Training is told with its loss, the curve of it so far, and the time left', () => {
  const messages: (string | undefined)[] = [];
  let now = 0;
  const step = progressSteps({ report: ({ message }) => messages.push(message) }, true, () => (now += 60_000));
  step({ phase: 'learning', done: 0, total: 4 });
  for (const [done, loss] of [4, 3, 3.5, 2].entries()) step({ phase: 'training', done: done + 1, total: 40, loss });
  expect(messages[0]).toBeUndefined();
  expect(messages[1]).toBe('step 1 of 40, loss 4.00');
  expect(messages[4]).toMatch(/^step 4 of 40, loss 2\.00, .* left █▅▆▁$/);
});
