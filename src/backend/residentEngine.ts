import type { Clock } from '../common/clock.js';
import type { EngineLog } from './engineLog.js';
import { EngineSupervisor } from './engineSupervisor.js';
import { launchEngine } from './launchEngine.js';
import { defaultRestartPolicy } from './restartPolicy.js';
import type { EngineConfiguration } from './supervisorTransitions.js';

/**
 * The engine of a program without a window: that which another program of the same user runs already, where both agree on what a process
 * has once, else one that it starts with its first need.
 */
export function residentEngine(script: string, configuration: EngineConfiguration, log: EngineLog, clock: Clock): EngineSupervisor {
  return new EngineSupervisor({
    launch: ({ init, shared }) => launchEngine({ script, init, shared }, log, clock),
    configuration,
    restartPolicy: defaultRestartPolicy,
    clock,
    log,
  });
}
