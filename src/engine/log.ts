import type { LogMessage } from '../common/engineProtocol.js';

/** Where the engine writes what a person may want to read later. */
export type Log = (level: LogMessage['level'], message: string) => void;
