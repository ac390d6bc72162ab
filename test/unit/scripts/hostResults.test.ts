import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHostResults, type HostReport } from '../../../scripts/testing/hostResults.js';
import type { Tally } from '../../../scripts/testing/tally.js';

describe('The suite inside the editor', () => {
  const passed = { title: 'a', outcome: 'passed' } as const;
  const failed = { title: 'b', outcome: 'failed' } as const;
  const cases: readonly [string, HostReport | undefined, boolean, Tally][] = [
    ['counts its tests', { finished: true, results: [passed, failed] }, false, { passed: 1, failures: ['b'] }],
    [
      'has failed when its extension host was killed, though the editor says that it succeeded',
      { finished: false, results: [passed] },
      true,
      { passed: 1, failures: ['All tests that ran passed, but their program crashed or was killed: some may not have run.'] },
    ],
    ['has failed when it never began', undefined, true, { passed: 0, failures: ['The tests did not run.'] }],
  ];
  test.each(cases)('%s', async (_title, report, succeeded, expected) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'cloze-host-results-'));
    const file = path.join(folder, 'host.json');
    if (report !== undefined) await writeFile(file, JSON.stringify(report));
    expect(await readHostResults(file, succeeded)).toMatchObject(expected);
    await rm(folder, { recursive: true });
  });
});
