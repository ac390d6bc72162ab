import { type ChildProcess, spawn } from 'node:child_process';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError, cancelledError } from '../../common/clozeError.js';

/** How long a process that was asked to end may take before it is killed. */
const killAfterMs = 2_000;

/** A run of a script of Node's in a process of its own. */
export interface ScriptRun {
  readonly words: readonly string[];
  /** All that it sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cancel: CancellationToken;
  /** Gets each line of standard error. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs the command line tool for the editor: what connects to the network and what writes files of models is neither the process of
 * extensions nor the engine.
 */
export class ToolProcesses {
  readonly #running = new Set<ChildProcess>();

  constructor(private readonly script: string) {}

  /**
   * Runs it to its end.
   * @returns its standard output, whatever its exit code
   * @throws ClozeError `cancelled` where it was cancelled and said nothing, `internal` where it could not be started
   */
  run({ words, environment, cancel, onLine = () => undefined }: ScriptRun): Promise<string> {
    if (cancel.isCancellationRequested) return Promise.reject(cancelledError());
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.script, ...words], {
        env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      this.#running.add(child);
      const listening = cancel.onCancellationRequested(() => end(child));
      const output: Buffer[] = [];
      child.stdout.on('data', (part: Buffer) => output.push(part));
      readLines(child.stderr, onLine);
      const done = (): void => {
        listening.dispose();
        this.#running.delete(child);
      };
      child.once('error', (error) => {
        done();
        reject(new ClozeError({ code: 'internal', message: `The process for downloads could not be started: ${error.message}` }, { cause: error }));
      });
      child.once('close', () => {
        done();
        const text = Buffer.concat(output).toString('utf8');
        if (text === '' && cancel.isCancellationRequested) reject(cancelledError());
        else resolve(text);
      });
    });
  }

  /** Ends what runs. A download goes on with the next pull of the same model. */
  dispose(): void {
    for (const child of this.#running) end(child);
  }
}

/** A signal lets it keep what has arrived; one that does not go is killed. */
function end(child: ChildProcess): void {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  force.unref();
  child.once('close', () => clearTimeout(force));
}

function readLines(stream: NodeJS.ReadableStream, write: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') write(line);
  });
  stream.on('end', () => {
    if (rest.trim() !== '') write(rest);
  });
}
