import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from '../paths.js';
import { runNode } from './runNode.js';
import { afterSecondRun, type FileTally, sum, tallyOfRunner, type Tally } from './tally.js';

/** Where more files fail, it is not by chance. */
const maxFilesRunAgain = 3;

/**
 * Runs the tests of a vitest configuration. Some drive a real editor or a software graphics device, whose timing nobody commands: a file that
 * fails runs once more, alone. What passes only then counts as passed, and is named.
 */
export async function runVitest(config: string, env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const first = await runFiles(config, [], env);
  const failed = first.files.filter(({ failures }) => failures.length > 0).map(({ file }) => file);
  if (failed.length === 0 || failed.length > maxFilesRunAgain) return tallyOfRunner(sum(first.files), first.succeeded);
  console.log(`\nOnce more: ${failed.join(', ')}`);
  const second = await runFiles(config, failed, env);
  return tallyOfRunner(sum(afterSecondRun(first.files, second.files)), second.succeeded);
}

/** @param files all of the configuration where none is named */
async function runFiles(
  config: string,
  files: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ files: FileTally[]; succeeded: boolean }> {
  const results = inRoot('test-results', `${config.replaceAll(/[^a-z]+/g, '-')}.json`);
  await rm(results, { force: true });
  const args = ['run', ...files, '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const succeeded = await runNode('vitest/vitest.mjs', args, env);
  const report = existsSync(results) ? (JSON.parse(await readFile(results, 'utf8')) as VitestResults) : { testResults: [] };
  return { files: report.testResults.map(fileTally), succeeded };
}

/** What is read of vitest's report. */
interface VitestResults {
  readonly testResults: readonly FileResults[];
}

interface FileResults {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** A file that could not be loaded has failed although none of its tests has. */
function fileTally({ name, status, assertionResults }: FileResults): FileTally {
  const file = path.relative(root, name);
  const named = (wanted: string): string[] =>
    assertionResults.filter((each) => each.status === wanted).map(({ fullName }) => `${file}: ${fullName}`);
  const failed = named('failed');
  return {
    file,
    passed: named('passed').length,
    failures: status === 'failed' && failed.length === 0 ? [`${file} could not be run.`] : failed,
  };
}
