import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchBrowser, watchForeignRequests } from '../editor/browser.js';
import { EditorServer } from '../editor/codeServer.js';
import { installCodeServer } from '../editor/codeServerInstall.js';
import { createTemporaryProfile, removeProfile, type Profile } from '../editor/profile.js';
import { testSettings } from '../editor/settings.js';
import { inRoot, root } from '../paths.js';
import { bundleHostTests } from './hostBundle.js';
import { readHostResults } from './hostResults.js';
import { failedOnce, sum, type Tally } from './tally.js';

/** How long the whole suite may take. */
const limitMs = 600_000;

/** Runs the mocha suite inside the extension host of code-server. */
export async function runHostTestsInBrowser(): Promise<Tally> {
  const tests = await bundleHostTests();
  const profile = await createTemporaryProfile(testSettings);
  const results = inRoot('test-results/host.json');
  await rm(results, { force: true });
  await cp(inRoot('samples'), profile.workspace, { recursive: true });
  const server = await EditorServer.start(await installCodeServer(), profile, {
    development: true,
    environment: { CLOZE_TEST_RESULTS: results },
  });
  try {
    const { exitCode, foreign } = await runSuite(server, profile, tests);
    return sum([
      await readHostResults(results, exitCode === 0),
      ...foreign.map((address) => failedOnce(`The page asked another machine: ${address}`)),
    ]);
  } finally {
    await server.stop();
    await cp(profile.serverLog, inRoot('test-results/host-server.log'));
    await removeProfile(profile);
  }
}

/** VS Code calls `codeAutomationExit` of its page when the suite has ended. */
async function runSuite(server: EditorServer, profile: Profile, tests: string): Promise<{ exitCode: number; foreign: readonly string[] }> {
  const browser = await launchBrowser(profile);
  try {
    const context = await browser.newContext();
    const foreign = watchForeignRequests(context);
    const page = await context.newPage();
    const exit = new Promise<number>((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(
      server.pageUrl(profile.workspace, [
        ['extensionDevelopmentPath', server.fileUri(path.resolve(root))],
        ['extensionTestsPath', server.fileUri(tests)],
      ]),
      { waitUntil: 'commit' },
    );
    const exitCode = await Promise.race([exit, delay(limitMs, undefined, { ref: false }).then(() => undefined)]);
    if (exitCode === undefined) console.error(`The tests inside the editor took more than ${limitMs / 1000} s.`);
    return { exitCode: exitCode ?? 1, foreign };
  } finally {
    await browser.close();
  }
}
