import { Console } from 'node:console';
import path from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { idlePolicy } from '../backend/idlePolicy.js';
import { residentEngine } from '../backend/residentEngine.js';
import { systemClock } from '../backend/systemClock.js';
import type { DoorOptions } from '../cli/doors/door.js';
import { settingDefinitions } from '../common/settings/settingDefinitions.js';
import { McpServer } from './mcpServer.js';

/** Serves an agent over standard input and output. Resolves with the exit code once the agent is gone. */
export function serve({ init, shared, engineScript, version, workingFolder, folders }: DoorOptions): Promise<number> {
  // Standard output is the protocol's, whatever a library has to say.
  globalThis.console = new Console(process.stderr, process.stderr);
  return new Promise((resolve) => {
    const log = (level: string, message: string): void => void process.stderr.write(`cloze: ${level}: ${message}\n`);
    const idle = idlePolicy(settingDefinitions.idleMinutes.default);
    const supervisor = residentEngine(engineScript, { init, idle, shared }, log, systemClock);
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
    server.onerror = (error): void => log('warn', error.message);
    server.connect(new StdioServerTransport()).catch((error: unknown) => {
      log('error', String(error));
      end(1);
    });
  });
}
