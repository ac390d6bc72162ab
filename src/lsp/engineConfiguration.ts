import { idlePolicy } from '../backend/idlePolicy.js';
import type { EngineConfiguration } from '../backend/supervisorTransitions.js';
import type { EngineInit } from '../common/methods/lifecycle.js';
import type { ClientSettings } from './clientSettings.js';

/** What the command line says about the engine. */
export interface EngineDefaults {
  readonly init: EngineInit;
  readonly shared: boolean;
  /** The server that continues texts, where one is named. */
  readonly server?: string;
}

/** The engine as the client's settings want it, else as the command line does. */
export function engineConfiguration({ init, shared }: EngineDefaults, settings: ClientSettings): EngineConfiguration {
  const encoderModel = settings.written('encoderModel') ?? init.encoderModel;
  return {
    init: {
      // The first that has a name wins.
      modelFolders: [...(settings.written('modelFolders') ?? []), ...init.modelFolders],
      cacheFolder: init.cacheFolder,
      causalModel: settings.written('model') ?? init.causalModel,
      ...(encoderModel !== undefined && { encoderModel }),
      ...(init.learnedFolder !== undefined && { learnedFolder: init.learnedFolder }),
      device: settings.written('device') ?? init.device,
      threads: settings.written('threads') ?? init.threads,
      ...deviceMemory(settings.written('deviceMemory') ?? init.deviceMemory),
    },
    idle: idlePolicy(settings.of().idleMinutes),
    shared: shared && settings.of()['engine.shared'],
  };
}

/** 0 is no limit. */
function deviceMemory(megabytes = 0): Pick<EngineInit, 'deviceMemory'> {
  return megabytes > 0 ? { deviceMemory: megabytes } : {};
}
