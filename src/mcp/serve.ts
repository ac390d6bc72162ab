import { Console } from 'node:console';
import path from 'node:path';
import { doorEngine } from '../backend/doorEngine.js';
import { systemClock } from '../backend/systemClock.js';
import type { DoorOptions } from '../cli/doors/door.js';
import { LineTransport } from './lineTransport.js';
import { McpServer } from './mcpServer.js';

/** Serves an agent over standard input and output. Resolves with the exit code once the agent is gone. */
export function serve(options: DoorOptions): Promise<number> {
  // Standard output is the protocol's, whatever a library has to say.
  globalThis.console = new Console(process.stderr, process.stderr);
  const { version, workingFolder, folders, cancel } = options;
  return new Promise((resolve) => {
    const log = (level: string, message: string): void => void process.stderr.write(`cloze: ${level}: ${message}\n`);
    const supervisor = doorEngine(options, log, systemClock);
    const absolute = folders.map((folder) => path.resolve(workingFolder, folder));
    const { server } = new McpServer({ engine: supervisor.engine, version, folders: absolute, workingFolder });
    let isOver = false;
    const end = (code: number): void => {
      if (isOver) return;
      isOver = true;
      void server.close();
      supervisor.dispose();
      // Open, it would keep the process.
      process.stdin.destroy();
      resolve(code);
    };
    // An agent ends its servers by closing their input.
    for (const event of ['end', 'close']) process.stdin.once(event, () => end(0));
    process.stdout.once('error', () => end(1));
    cancel?.onCancellationRequested(() => end(0));
    server.onerror = (error): void => log('warn', error.message);
    server.connect(new LineTransport(process.stdin, process.stdout)).catch((error: unknown) => {
      log('error', String(error));
      end(1);
    });
  });
}
