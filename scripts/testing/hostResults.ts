import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tallyOfRunner, type Tally } from './tally.js';

/** What the suite inside the editor writes to the file that CLOZE_TEST_RESULTS names. */
export interface HostResult {
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/**
 * Prints the results of the suite inside the editor and counts them. Its exit code alone says little: the editor reports
 * success for an extension host that was killed.
 */
export async function readHostResults(file: string, succeeded: boolean): Promise<Tally> {
  const results = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as HostResult[]) : [];
  if (results.length === 0) console.error('The tests inside the editor did not run to their end.');
  for (const { title, outcome, error } of results)
    console.log(` ${outcome === 'passed' ? '✓' : outcome} ${title}${error === undefined ? '' : `\n${error}`}`);
  const count = (outcome: HostResult['outcome']): number => results.filter((each) => each.outcome === outcome).length;
  return tallyOfRunner({ passed: count('passed'), failed: count('failed') }, succeeded);
}
