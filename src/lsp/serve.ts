import { Console } from 'node:console';
import { doorEngine } from '../backend/doorEngine.js';
import { systemClock } from '../backend/systemClock.js';
import type { DoorOptions } from '../cli/doors/door.js';
import { serverConnection } from './connection.js';
import { LanguageServer } from './languageServer.js';

/** How often a client's process is looked for whose end would not close the streams. */
const lookMs = 3_000;

/** Serves a client over standard input and output. Resolves with the exit code once the client is gone or asks for the end. */
export function serve(options: DoorOptions): Promise<number> {
  // Standard output is the protocol's, whatever a library has to say.
  globalThis.console = new Console(process.stderr, process.stderr);
  const { init, shared, server: elsewhere, version, cancel } = options;
  return new Promise((resolve) => {
    let watching: NodeJS.Timeout | undefined;
    const connection = serverConnection(process.stdin, process.stdout, {
      clientProcess: (processId) => {
        watching = setInterval(() => {
          if (!isRunning(processId)) end(1);
        }, lookMs);
      },
      exit: (code) => end(code),
    });
    const log = (level: string, message: string): void => void process.stderr.write(`cloze: ${level}: ${message}\n`);
    const engine = doorEngine(options, log, systemClock);
    const defaults = { init, shared, ...(elsewhere !== undefined && { server: elsewhere.choice.url }) };
    const server = new LanguageServer({ connection, engine, clock: systemClock, defaults, version });
    let isOver = false;
    const end = (code: number): void => {
      if (isOver) return;
      isOver = true;
      clearInterval(watching);
      server.dispose();
      engine.dispose();
      connection.dispose();
      // Open, it would keep the process.
      process.stdin.destroy();
      resolve(code);
    };
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => end(1));
    process.stdout.once('error', () => end(1));
    cancel?.onCancellationRequested(() => end(1));
    connection.listen();
  });
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
