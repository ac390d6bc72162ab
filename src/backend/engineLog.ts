import type { LogMessage } from '../common/engineProtocol.js';

/** Where the engine's side writes what a person may want to read later. */
export type EngineLog = (level: LogMessage['level'], message: string) => void;
