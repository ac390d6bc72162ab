import { expect, test } from 'vitest';
import { reportLines, runFaults } from './runFaults.js';

/** `npm run test:seeds` sets another one. */
const first = Number(process.env['CLOZE_SEED'] ?? 1);

/** Half a minute of work; a machine that has other work may take far longer. */
const limitMs = 15 * 60_000;

test(
  'What is broken in a hundred ways is mended, refused with a reason, or does no harm; npm run faults has thousands more',
  async () => {
    const report = await runFaults(first, 100);
    expect(report.failures, reportLines(report).join('\n')).toEqual([]);
    expect(Object.values(report.counts).filter((count) => count > 0).length).toBeGreaterThanOrEqual(6);
  },
  limitMs,
);
