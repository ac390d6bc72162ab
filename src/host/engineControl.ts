import type { Event } from '../common/emitter.js';
import type { EngineApi } from '../common/engineApi.js';
import type { EngineState } from '../backend/engineState.js';

/** The engine with what the editor may do to its process. */
export interface EngineControl {
  readonly engine: EngineApi;
  readonly state: EngineState;
  readonly onDidChangeState: Event<EngineState>;
  /** Forgets failures and crashes and starts a new process now. Rejects if that fails. */
  restart(): Promise<void>;
  /** Ends the process, if there is one. The next call starts a new one. */
  stop(): Promise<void>;
}
