import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tallyOfRunner, type Tally } from './tally.js';

/** What the suite inside the editor writes to the file that CLOZE_TEST_RESULTS names. */
export interface HostReport {
  /** False as long as tests are still to come. */
  readonly finished: boolean;
  readonly results: readonly HostResult[];
}

export interface HostResult {
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/**
 * Prints the results of the suite inside the editor and counts them. The editor's exit code alone says little: it is that of
 * success for an extension host that was killed.
 */
export async function readHostResults(file: string, succeeded: boolean): Promise<Tally> {
  const { finished, results } = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as HostReport) : nothing;
  for (const { title, outcome, error } of results) {
    console.log(` ${outcome === 'passed' ? '✓' : outcome} ${title}`);
    if (error !== undefined) console.log(error);
  }
  if (!finished) console.error('The tests inside the editor did not run to their end.');
  const failures = results.filter(({ outcome }) => outcome === 'failed').map(({ title }) => title);
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  return tallyOfRunner({ passed, failures }, succeeded && finished);
}

const nothing: HostReport = { finished: false, results: [] };
