import { build } from 'esbuild';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from '../paths.js';

/**
 * Compiles the tests that run inside the editor. They stay in the checkout, so that they find mocha in its node_modules.
 * @returns the path of the program that VS Code is to run
 */
export async function bundleHostTests(): Promise<string> {
  const folder = inRoot('.cache/host-tests');
  await rm(folder, { recursive: true, force: true });
  const tests = (await readdir(inRoot('test/host'))).filter((name) => name.endsWith('.test.ts'));
  await build({
    absWorkingDir: root,
    entryPoints: ['index.ts', ...tests].map((name) => `test/host/${name}`),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(folder, 'index.cjs');
}
