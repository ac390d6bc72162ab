import { installOtherEditors } from '../editor/otherEditors.js';
import { randomInt } from 'node:crypto';
import { findOrInstallChromium } from '../editor/chromium.js';
import { installCodeServer } from '../editor/codeServerInstall.js';
import { bundleAll } from '../packaging/bundle.js';
import { packageExtension, thisTarget } from '../packaging/vsix.js';
import { runHostTestsOnDesktop } from './desktopHost.js';
import { runNode } from './runNode.js';
import { failedOnce, passedOnce, sum, type Tally } from './tally.js';
import { runVitest } from './vitest.js';
import { runHostTestsInBrowser } from './webHost.js';

const lint = (): Promise<Tally> => check('eslint/bin/eslint.js', '.');

const formatAndTypes = async (): Promise<Tally> =>
  sum([await check('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'), await check('typescript/bin/tsc', '-b')]);

/** The parts of `npm test`, each of which can be run alone. */
export const steps = {
  // Each takes one core, the linter as long as the others together.
  checks: async () => sum(await Promise.all([lint(), formatAndTypes()])),
  unit: () => {
    installOtherEditors();
    return runVitest('vitest.config.ts');
  },
  seeds: () => {
    const seed = process.env['CLOZE_SEED'] ?? String(randomInt(2 ** 31));
    console.log(`Generated inputs are drawn with the seed ${seed}. To draw them again: CLOZE_SEED=${seed} npm run test:seeds`);
    return runVitest('vitest.config.ts', { CLOZE_SEED: seed });
  },
  host: async () => {
    await setUpEditor();
    return runHostTestsInBrowser();
  },
  ui: async () => {
    await setUpEditor();
    const { file, bytes } = await packageExtension(thisTarget);
    console.log(`The package has ${(bytes / 2 ** 20).toFixed(1)} MiB.`);
    return runVitest('test/ui/vitest.config.ts', { CLOZE_VSIX: file });
  },
  desktop: async () => {
    await bundleAll({ production: false });
    return (await runHostTestsOnDesktop()) ?? { passed: 0, failures: [] };
  },
} satisfies Record<string, () => Promise<Tally>>;

export type StepName = keyof typeof steps;

/** What `npm test` runs. The desktop editor cannot be had everywhere, and other seeds would judge a change by more than what it changes. */
export const defaultSteps: readonly StepName[] = ['checks', 'unit', 'host', 'ui'];

/** What both kinds of tests in the real editor need. */
async function setUpEditor(): Promise<void> {
  findOrInstallChromium();
  await installCodeServer();
  await bundleAll({ production: false });
}

async function check(program: string, ...args: readonly string[]): Promise<Tally> {
  return (await runNode(program, args)) ? passedOnce : failedOnce(`${program} found something.`);
}
