import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { ErrorDetail } from './clozeError.js';

/**
 * The channel between the editor's side and the engine's process. Each method of `engineMethods` and `tableMethods` is a request of the
 * same name with `CallParameters`; errors carry an `ErrorDetail` as data.
 */

/** The request of a method. */
export function requestType(method: string): RequestType<CallParameters, unknown, ErrorDetail> {
  return new RequestType(method);
}

/** Must be the first request: `EngineInit` in, `EngineStatus` out. */
export const initializeMethod = 'initialize';

/** From the engine: its `EngineStatus` has changed. */
export const statusNotification = 'status';

/** From the engine: a `LogMessage`. */
export const logNotification = 'log';

/** To a shared engine: whether the writer is in the client's window. */
export const focusNotification = 'focus';

/** To a shared engine: the client needs no model for now. */
export const restNotification = 'rest';

/** To a shared engine: its process is to end for all its clients, since its user wants that. */
export const endNotification = 'end';

/** From a shared engine: how many clients it has. */
export const clientsNotification = 'clients';

/** From a shared engine: its process ends, since its user wants that. */
export const farewellNotification = 'farewell';

/** What a method tells while it works. */
export const progressType = new ProgressType<unknown>();

export interface CallParameters {
  readonly request?: unknown;
  /** Given where the caller wants to be told of progress: what each report carries. */
  readonly progress?: number;
}

export interface LogMessage {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
}
