import { ProgressType, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from '../common/cancellation.js';
import { ClozeError, type ErrorDetail, isCancelled } from '../common/clozeError.js';
import type { EngineServices } from '../common/engineApi.js';
import { engineMethods } from '../common/engineMethods.js';
import type { CallParameters } from '../common/engineProtocol.js';
import { internalError } from '../common/internalError.js';
import { invoke, type Methods, type MethodTable } from '../common/methods/method.js';
import { tableMethods } from '../common/methods/tables.js';
import type { ServerConnection } from './connection.js';

/** Each method of the engine is a request with this before its name, for editors that build more on Cloze than the protocol has words for. */
export const methodPrefix = 'cloze/';

/** The notification that the engine's status has changed. */
export const statusMethod = `${methodPrefix}didChangeStatus`;

/** Serves the engine's own methods: `CallParameters` in, the method's result out, failures with an `ErrorDetail` as their data. */
export function serveMethods(connection: ServerConnection, { engine, tables }: EngineServices): void {
  serveTable(connection, engine, engineMethods);
  serveTable(connection, tables, tableMethods);
  engine.onDidChangeStatus((status) => void connection.sendNotification(statusMethod, status).catch(() => undefined));
}

function serveTable<T extends MethodTable>(connection: ServerConnection, service: Methods<T>, table: T): void {
  for (const name of Object.keys(table)) {
    connection.onRequest(`${methodPrefix}${name}`, async (parameters: unknown, token: CancellationToken) => {
      const { request, progress } = callOf(parameters);
      const report = (value: unknown): void => {
        if (!token.isCancellationRequested) void connection.sendProgress(new ProgressType<unknown>(), progress ?? 0, value);
      };
      return answered(invoke(service, table, name, request, token, progress === undefined ? undefined : report));
    });
  }
}

/** The codes of the protocol for a request that was cancelled, and for one that failed for a stated reason. */
const requestCancelled = -32800;
const requestFailed = -32803;

/** The answer to a request. Rejects with what the client is to be told of a failure. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { detail } = error instanceof ClozeError ? error : internalError(error);
    throw new ResponseError<ErrorDetail>(isCancelled(error) ? requestCancelled : requestFailed, detail.message, detail);
  }
}

/** A call's parameters, which come from another process. */
function callOf(parameters: unknown): CallParameters {
  if (typeof parameters !== 'object' || parameters === null) return {};
  const { request, progress } = parameters as Partial<Record<keyof CallParameters, unknown>>;
  return { request, ...(typeof progress === 'number' && { progress }) };
}
