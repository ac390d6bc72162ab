import type { ForkOptions } from 'node:child_process';
import { childEnvironment } from '../common/childEnvironment.js';

/**
 * Makes the allocator of Linux (mallopt(3)) return large blocks to the system at once, and provide new ones only as they are written to,
 * which is worth a quarter of the engine's memory and costs no time that could be measured.
 */
const thriftyAllocation = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * How a process of the engine is started: with this process's own Node, and with no more of its environment than it needs.
 * @param environment what it is to see besides
 */
export function engineCommand(environment: Readonly<Record<string, string>> = {}): Pick<ForkOptions, 'execPath' | 'execArgv' | 'env'> {
  return {
    execPath: process.execPath,
    // Few short-lived objects are made here, so a small nursery (in MiB) costs no time and saves tens of megabytes.
    execArgv: ['--max-semi-space-size=2'],
    env: { ...childEnvironment(process.env), ...environment, ELECTRON_RUN_AS_NODE: '1', ORT_DISABLE_TELEMETRY: '1', ...thriftyAllocation },
  };
}
