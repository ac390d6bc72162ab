import { describe, expect, test } from 'vitest';
import { curveText } from '../../../../src/report/manuscript/styleText.js';

describe('A curve in one line', () => {
  test.each([
    [[4, 3, 2, 1], '█▆▃▁'],
    [[1, 1, 1], '▁▁▁'],
    [[2], '▁'],
    [[], ''],
  ])('has a bar for each of %j', (values, line) => {
    expect(curveText(values)).toBe(line);
  });
});
