import { describe, expect, test } from 'vitest';
import { reportLines, runFaults } from './runFaults.js';

describe('What breaks is noticed', () => {
  test('in a hundred ways, each with a reason, with numbers, or mended; npm run faults has thousands more', async () => {
    const report = await runFaults(1, 111);
    expect(report.failures, reportLines(report).join('\n')).toEqual([]);
    expect(Object.values(report.counts).every((count) => count > 0)).toBe(true);
  });
});
