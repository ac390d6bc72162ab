import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** A process of this machine. */
export interface ProcessInfo {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
  readonly command: string;
}

/** The engine processes of this machine. */
export function engineProcesses(): ProcessInfo[] {
  return processes().filter(({ command }) => /dist[/\\]engine\.js/.test(command));
}

/** The processes of this machine. Not on Windows. */
export function processes(): ProcessInfo[] {
  // The small images that tests run in have no `ps`.
  return process.platform === 'linux' ? readProcFolder() : runPs();
}

/** Sends a signal to a process, if it is still there. */
export function signalProcess(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal);
  } catch {
    // It has ended by itself.
  }
}

/** The internet sockets that a process has open, as lines of /proc/net. Linux only. */
export function internetSockets(id: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${id}/fd`).flatMap((descriptor) => /^socket:\[(\d+)\]$/.exec(linkTarget(`/proc/${id}/fd/${descriptor}`))?.[1] ?? []),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    readFileSync(`/proc/${id}/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => inodes.has(line.trim().split(/\s+/)[9] ?? '')),
  );
}

function readProcFolder(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // After the program's name, which may hold anything, stand the state, the parent and the group.
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return fields?.[0] === 'Z' ? [] : [{ id: Number(name), parent: Number(fields?.[1]), group: Number(fields?.[2]), command }];
      } catch {
        // The process ended between the listing and now.
        return [];
      }
    });
}

function runPs(): ProcessInfo[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 24 })
    .split('\n')
    .flatMap((line) => {
      const [, id, parent, group, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{ id: Number(id), parent: Number(parent), group: Number(group), command }];
    });
}

function linkTarget(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // The descriptor was closed between the listing and now.
    return '';
  }
}
