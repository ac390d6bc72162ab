import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from '../paths.js';
import { runNode } from './runNode.js';
import { tallyOfRunner, type Tally } from './tally.js';

/** Runs the tests of a vitest configuration. */
export async function runVitest(config: string, env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const results = inRoot('test-results', `${config.replaceAll(/[^a-z]+/g, '-')}.json`);
  await rm(results, { force: true });
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const succeeded = await runNode('vitest/vitest.mjs', args, env);
  return tallyOfRunner(existsSync(results) ? tallyOf(JSON.parse(await readFile(results, 'utf8')) as VitestResults) : undefined, succeeded);
}

/** What is read of vitest's report. */
interface VitestResults {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** A file that could not be loaded has failed although none of its tests has. */
function tallyOf({ numPassedTests, testResults }: VitestResults): Tally {
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((each) => each.status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
    return status === 'failed' && failed.length === 0 ? [`${file} could not be run.`] : failed;
  });
  return { passed: numPassedTests, failures };
}
