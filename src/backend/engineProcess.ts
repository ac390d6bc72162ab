import { type ChildProcess, fork } from 'node:child_process';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { Clock } from '../common/clock.js';
import type { ClozeError } from '../common/clozeError.js';
import { EngineClient } from './engineClient.js';
import { engineCommand } from './engineCommand.js';
import { crashedError } from './engineErrors.js';
import type { EngineLog } from './engineLog.js';
import type { StartedEngine } from './engineRun.js';
import type { Sharing } from './sharing.js';
import { systemClock } from './systemClock.js';
import { defaultWatchdogPolicy, silenceSeconds, Watchdog } from '../common/watchdog/watchdog.js';

/** How long a process that was asked to end may take before it is killed. */
const killAfterMs = 2_000;

/**
 * The engine in a process of its own, over Node's IPC channel. The native library blocks its thread while it computes
 * and takes its process down with it when a driver fails; neither may happen where the editor's extensions run.
 */
export class EngineProcess implements StartedEngine {
  readonly client: EngineClient;
  /** Settles once the process is gone, with what ended it. An end that was asked for is an `engine-closed`. */
  readonly ended: Promise<ClozeError>;
  readonly sharing: Sharing;
  readonly #child: ChildProcess;
  #stopping: ClozeError | undefined;
  #killedFor: string | undefined;

  /**
   * Starts `script` with this process's own Node. A script that cannot start ends at once.
   * @param whyOwn why it is not shared, where it should be
   * @param environment what it is to see besides
   */
  constructor(
    script: string,
    log: EngineLog,
    clock: Clock = systemClock,
    { whyOwn, environment }: { readonly whyOwn?: string; readonly environment?: Readonly<Record<string, string>> } = {},
  ) {
    this.sharing = { kind: 'own', ...(whyOwn !== undefined && { reason: whyOwn }) };
    this.#child = fork(script, [], {
      ...engineCommand(environment),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    logLines(this.#child.stdout, (line) => log('debug', line));
    logLines(this.#child.stderr, (line) => log('warn', line));
    const channel = createMessageConnection(new IPCMessageReader(this.#child), new IPCMessageWriter(this.#child));
    channel.onError(([error]) => log('debug', `The channel to the engine reports: ${error.message}`));
    const silent = (): void => this.#kill(`it was silent for ${silenceSeconds} seconds although it had nothing to do`);
    this.client = new EngineClient(channel, log, (ping) => new Watchdog(defaultWatchdogPolicy, clock, { ping, silent }));
    this.ended = new Promise((resolve) => {
      const end = (what: string): void => {
        const reason = this.#stopping ?? crashedError(this.#killedFor ?? what);
        this.client.close(reason);
        resolve(reason);
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, signal) => end(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
    });
  }

  /** Ends the process by force; what follows is what follows a crash. */
  #kill(why: string): void {
    this.#killedFor = why;
    this.#child.kill('SIGKILL');
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** There is no other client that could come first. */
  focus(): void {}

  async rest(): Promise<void> {
    await this.client.engine.unload();
  }

  /** Ends the process, by force if it does not go. Pending calls end at once with `reason`. */
  async stop(reason: ClozeError): Promise<void> {
    if (this.#stopping === undefined) {
      this.#stopping = reason;
      this.client.close(reason);
      this.#child.kill('SIGTERM');
      const force = setTimeout(() => this.#child.kill('SIGKILL'), killAfterMs);
      force.unref();
      void this.ended.then(() => clearTimeout(force));
    }
    await this.ended;
  }
}

function logLines(stream: NodeJS.ReadableStream | null, write: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') write(line);
  });
  stream?.on('end', () => {
    if (rest.trim() !== '') write(rest);
  });
}
