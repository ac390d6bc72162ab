import type { Clock } from '../common/clock.js';
import type { Disposable } from '../common/disposable.js';
import type { EngineInit } from '../common/methods/lifecycle.js';
import { settingDefinitions } from '../common/settings/settingDefinitions.js';
import type { EngineLog } from './engineLog.js';
import { EngineProcess } from './engineProcess.js';
import { everythingOn, routeEngine } from './engineRouter.js';
import { EngineSupervisor } from './engineSupervisor.js';
import { idlePolicy } from './idlePolicy.js';
import { residentEngine } from './residentEngine.js';
import { defaultRestartPolicy } from './restartPolicy.js';

/** The server that continues texts in the place of a model of this machine. */
export interface ContinuingServer {
  /** The program of the process that asks it. */
  readonly script: string;
  readonly choice: NonNullable<EngineInit['server']>;
  /** What that process sees of proxies, certificates and whether the network may be used. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface DoorEngineOptions {
  readonly init: EngineInit;
  /** Whether other programs of the user may use the same process. */
  readonly shared: boolean;
  readonly engineScript: string;
  readonly server?: ContinuingServer;
}

/** An engine that can be given other settings, and ends with its door. */
export type DoorEngine = Pick<EngineSupervisor, 'engine' | 'tables' | 'configure' | 'setEnabled'> & Disposable;

/** The engine of a program that serves others: the models of this machine, with a server's continuations where one is named. */
export function doorEngine({ init, shared, engineScript, server }: DoorEngineOptions, log: EngineLog, clock: Clock): DoorEngine {
  const idle = idlePolicy(settingDefinitions.idleMinutes.default);
  const local = residentEngine(engineScript, { init, idle, shared }, log, clock);
  if (server === undefined) return local;
  const { script, choice, environment } = server;
  const remote = new EngineSupervisor({
    launch: () => Promise.resolve(new EngineProcess(script, log, clock, { environment })),
    configuration: { init: { ...init, server: choice }, idle, shared: false },
    restartPolicy: defaultRestartPolicy,
    clock,
    log,
  });
  const { engine } = routeEngine({
    ...everythingOn({ name: 'local', engine: local.engine }, 'The models run on this machine.'),
    completion: { backend: { name: 'server', engine: remote.engine }, why: 'The command line names a server.' },
  });
  return {
    engine,
    tables: local.tables,
    configure: (configuration) => local.configure(configuration),
    setEnabled: (enabled) => local.setEnabled(enabled),
    dispose: () => {
      local.dispose();
      remote.dispose();
    },
  };
}
