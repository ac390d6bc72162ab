import { spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A process that leads a group of its own (started with `detached: true`), and all that it starts in turn. Ending the
 * group ends them all, even those whose parent has gone. It also ends when this process does.
 */
export class ProcessGroup {
  /** The group's number: the process id of its leader. */
  readonly id: number;
  /** Settles when the leader ends. */
  readonly ended: Promise<void>;
  readonly #leader: ChildProcess;

  constructor(leader: ChildProcess) {
    if (leader.pid === undefined) throw new Error(`${leader.spawnfile} could not be started.`);
    this.id = leader.pid;
    this.#leader = leader;
    this.ended = new Promise((resolve) => leader.once('exit', () => resolve()));
    if (living.size === 0) process.once('exit', endAll);
    living.add(this);
    for (const signal of endingSignals) if (process.listenerCount(signal) === 0) process.once(signal, endAllAndUs);
  }

  /** Whether the leader has ended. */
  get hasEnded(): boolean {
    return this.#leader.exitCode !== null || this.#leader.signalCode !== null;
  }

  /** Asks the processes to end, and makes those end that have not after five seconds. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    for (let waited = 0; this.#isAlive() && waited < 5000; waited += 50) await delay(50);
    this.kill();
    living.delete(this);
    if (living.size === 0) process.removeListener('exit', endAll);
  }

  /** Ends the processes at once. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    // Once the leader of a Windows tree has ended, its number may belong to a stranger.
    if (process.platform !== 'win32' || !this.hasEnded) signalGroup(this.id, signal);
  }

  #isAlive(): boolean {
    return process.platform === 'win32' ? !this.hasEnded : signalGroup(this.id, 0);
  }
}

/** The groups that nobody has stopped yet. They end when this process does. */
const living = new Set<ProcessGroup>();

function endAll(): void {
  for (const group of living) group.kill();
}

/** A signal that nobody handles ends a process without its exit hooks. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function endAllAndUs(signal: NodeJS.Signals): void {
  endAll();
  process.kill(process.pid, signal);
}

/** Sends a signal to all processes of a group (on Windows: ends the tree of a process). Says whether there were any. */
export function signalGroup(id: number, signal: NodeJS.Signals | 0): boolean {
  if (process.platform === 'win32') return spawnSync('taskkill', ['/pid', String(id), '/t', '/f']).status === 0;
  try {
    return process.kill(-id, signal);
  } catch {
    return false;
  }
}
