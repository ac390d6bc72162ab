import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs what the lock file names into a folder that Git ignores, unless it is there. Its install scripts do not run. */
export function installPeers(): void {
  if (existsSync(path.join(folder, 'node_modules', 'node-llama-cpp', 'package.json'))) return;
  console.error('Installing node-llama-cpp to measure against (some hundred megabytes, once) …');
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('node-llama-cpp could not be installed. Check the network, or leave the measures against it out.');
}
