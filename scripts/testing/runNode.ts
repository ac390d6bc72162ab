import { spawn } from 'node:child_process';
import { root } from '../paths.js';

/**
 * Runs a program of node_modules with our own Node and shows what it prints.
 * @param program its file, relative to node_modules
 * @returns whether it ended with exit code 0
 */
export async function runNode(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const child = spawn(process.execPath, [`node_modules/${program}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code === 0)));
}
