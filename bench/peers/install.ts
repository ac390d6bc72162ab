import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** What is measured against. */
type Peer = 'node-llama-cpp' | '@huggingface/transformers';

/** Installs what the lock file names into a folder that Git ignores, unless the peer is there. Install scripts do not run. */
export function installPeers(peer: Peer): void {
  if (existsSync(path.join(folder, 'node_modules', peer, 'package.json'))) return;
  console.error(`Installing ${peer} to measure against (some hundred megabytes, once) …`);
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${peer} could not be installed. Check the network, or leave the measures against it out.`);
}
