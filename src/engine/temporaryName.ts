import { createHash, randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What is not finished of a process on another computer is taken for abandoned after this time. */
const abandonedAfterMs = 24 * 3600 * 1000;

/** Names that this process has given, and whose files may still be written to. */
const inUse = new Set<string>();

/** A name that no other file has and that tells whose it is, for what is written before it gets its own name. */
export function temporaryName(kind: 'part' | 'unfinished'): string {
  const name = `.${computer}-${process.pid}-${randomUUID()}.${kind}`;
  inUse.add(name);
  return name;
}

/** Says that what has this name is finished or given up. */
export function forgetName(name: string): void {
  inUse.delete(name);
}

/** Whether a file of this name was left over by a process that is gone. `modified` is in milliseconds since 1970. */
export function isLeftOver(name: string, modified: number, now: number): boolean {
  if (!/\.(?:part|unfinished)$/.test(name)) return false;
  if (now - modified > abandonedAfterMs) return true;
  const [, place, pid] = /^\.([0-9a-f]+)-(\d+)-/.exec(name) ?? [];
  if (place !== computer) return false;
  return Number(pid) === process.pid ? !inUse.has(name) : !isAlive(Number(pid));
}

/** Numbers of processes mean something only on the same computer and, on Linux, in the same container. */
const computer = createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 12);

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another person's process may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
