import Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HostReport, HostResult } from '../../scripts/testing/hostResults.js';

/** What VS Code calls inside the extension host. It rejects when a test fails. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, color: false });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'))) mocha.addFile(path.join(__dirname, file));
  const results: HostResult[] = [];
  // After each test, so that what a later one takes down with it does not hide the earlier ones.
  const note = (result: HostResult): void => {
    results.push(result);
    write({ finished: false, results });
  };
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      write({ finished: true, results });
      if (failures === 0 && results.length > 0) resolve();
      else reject(new Error(`${failures} of ${results.length} tests failed.`));
    });
    runner.on('pass', (test) => note({ title: test.fullTitle(), outcome: 'passed' }));
    runner.on('pending', (test) => note({ title: test.fullTitle(), outcome: 'skipped' }));
    runner.on('fail', (test, error: Error) => note({ title: test.fullTitle(), outcome: 'failed', error: error.stack ?? error.message }));
  });
}

/** The editor's exit code alone says little; whoever started it reads this file. */
function write(report: HostReport): void {
  const file = process.env['CLOZE_TEST_RESULTS'];
  if (file === undefined) throw new Error('CLOZE_TEST_RESULTS must name the file for the results.');
  writeFileSync(file, JSON.stringify(report, null, 2));
}
