import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The report of the bundled `cloze eval` on the processor.
 * @param words What follows `cloze eval`.
 */
export async function clozeEval(root: string, threads: number, words: readonly string[]): Promise<unknown> {
  const cli = path.join(root, 'dist', 'cli-dev.js');
  const options = ['--json', '--device', 'cpu', '--threads', String(threads)];
  const { stdout } = await run(process.execPath, [cli, 'eval', ...words, ...options], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as unknown;
}
