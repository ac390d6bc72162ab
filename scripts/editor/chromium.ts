import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * The path of a Chromium-like browser: the one that CLOZE_CHROMIUM names, else one that is installed, else Debian's, which
 * is installed now when we may.
 * @throws when there is none, with the line that says what to do.
 */
export function findOrInstallChromium(): string {
  const named = process.env['CLOZE_CHROMIUM'];
  if (named !== undefined) return named;
  const installed = findInstalled() ?? (installWithApt() ? findInstalled() : undefined);
  if (installed !== undefined) return installed;
  throw new Error(
    'The tests in the real editor need Chromium. Install it (Debian: sudo apt-get install chromium), or name one in CLOZE_CHROMIUM.',
  );
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const otherPlaces: readonly string[] = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...otherPlaces].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installWithApt(): boolean {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false;
  console.log('Installing Chromium (apt-get) …');
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
}
