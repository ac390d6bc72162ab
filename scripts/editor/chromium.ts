import path from 'node:path';
import { installWithApt, isExecutable } from './apt.js';

/**
 * The path of a Chromium-like browser: the one that CLOZE_CHROMIUM names, else one that is installed, else Debian's, which
 * is installed now when we may.
 * @throws when there is none, with the line that says what to do.
 */
export function findOrInstallChromium(): string {
  const named = process.env['CLOZE_CHROMIUM'];
  if (named !== undefined) return named;
  const installed = findInstalled() ?? (installWithApt('Chromium', 'chromium') ? findInstalled() : undefined);
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
