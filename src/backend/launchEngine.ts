import type { Clock } from '../common/clock.js';
import type { EngineInit } from '../common/methods/lifecycle.js';
import type { EngineLog } from './engineLog.js';
import { EngineProcess } from './engineProcess.js';
import type { StartedEngine } from './engineRun.js';
import { joinSharedEngine } from './shared/joinSharedEngine.js';
import { SharedEngine } from './shared/sharedEngine.js';
import { reasonOf } from './shared/sharingRefused.js';
import { ownSurroundings, type Surroundings } from './shared/socketFolder.js';

export interface Launch {
  /** The engine's program. */
  readonly script: string;
  readonly init: EngineInit;
  /** Whether other windows may use the same process. */
  readonly shared: boolean;
}

/** The engine's process: the one that windows share where that is wanted and possible, else one of this window's own, with the reason. */
export async function launchEngine(
  { script, init, shared }: Launch,
  log: EngineLog,
  clock: Clock,
  surroundings: Surroundings = ownSurroundings(),
): Promise<StartedEngine> {
  if (!shared) return new EngineProcess(script, log, clock);
  try {
    return new SharedEngine(await joinSharedEngine(script, init, surroundings, clock), log, clock);
  } catch (error) {
    const reason = reasonOf(error);
    log('warn', `Shared engine not available: ${reason}. This window uses its own.`);
    return new EngineProcess(script, log, clock, { whyOwn: reason });
  }
}
