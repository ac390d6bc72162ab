import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { createTemporaryProfile, removeProfile } from '../editor/profile.js';
import { testSettings } from '../editor/settings.js';
import { inRoot, root } from '../paths.js';
import { bundleHostTests } from './hostBundle.js';
import { readHostResults } from './hostResults.js';
import type { Tally } from './tally.js';

/**
 * Runs the mocha suite inside desktop VS Code: the one whose program CLOZE_VSCODE names, else one that is downloaded.
 * @returns undefined when there is neither
 */
export async function runHostTestsOnDesktop(): Promise<Tally | undefined> {
  const program = process.env['CLOZE_VSCODE'] ?? (await download());
  if (program === undefined) return undefined;
  const tests = await bundleHostTests();
  const profile = await createTemporaryProfile(testSettings);
  const results = inRoot('test-results/desktop.json');
  await rm(results, { force: true });
  await cp(inRoot('samples'), profile.workspace, { recursive: true });
  try {
    const succeeded = await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: path.resolve(root),
      extensionTestsPath: tests,
      extensionTestsEnv: { CLOZE_TEST_RESULTS: results },
      launchArgs: [
        profile.workspace,
        `--user-data-dir=${profile.userData}`,
        `--extensions-dir=${profile.extensions}`,
        '--disable-workspace-trust',
      ],
    }).then(
      (code) => code === 0,
      () => false,
    );
    return await readHostResults(results, succeeded);
  } finally {
    await removeProfile(profile);
  }
}

async function download(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: inRoot('.vscode-e2e/desktop') });
  } catch (error) {
    console.log(
      `Skipped: desktop VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)}). Name its program in CLOZE_VSCODE.`,
    );
    return undefined;
  }
}
