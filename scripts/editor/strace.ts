import { spawnSync } from 'node:child_process';

/** System calls that open or make files, start processes, or talk to others. */
const calls = [
  ...[
    'open',
    'openat',
    'creat',
    'mkdir',
    'mkdirat',
    'rename',
    'renameat',
    'renameat2',
    'link',
    'linkat',
    'symlink',
    'symlinkat',
    'truncate',
  ],
  ...['clone', 'clone3', 'fork', 'vfork', 'execve', 'socket', 'connect', 'bind'],
];

/** Whether strace is there, perhaps now, and may watch processes here. Linux only. */
export function findOrInstallStrace(): boolean {
  return process.platform === 'linux' && (works() || (install() && works()));
}

/** The start of a command line that writes the calls of each thread into a file of its own: `<prefix>.<thread>`. */
export function straceTo(prefix: string): readonly string[] {
  return ['strace', '-f', '-ff', '-qq', '-y', '-s', '4096', '--seccomp-bpf', '-e', `trace=${calls.join(',')}`, '-o', prefix];
}

function works(): boolean {
  return spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0;
}

function install(): boolean {
  if (process.getuid?.() !== 0) return false;
  console.log('Installing strace (apt-get) …');
  const apt = (...args: readonly string[]): boolean => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'strace');
}
