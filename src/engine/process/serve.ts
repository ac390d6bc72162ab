import { type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import { ClozeError, type ErrorDetail, isCancelled } from '../../common/clozeError.js';
import { engineMethods } from '../../common/engineMethods.js';
import * as protocol from '../../common/engineProtocol.js';
import { engineInit, type EngineInit } from '../../common/methods/lifecycle.js';
import { type Dispatch, invoke } from '../../common/methods/method.js';
import { tableMethods } from '../../common/methods/tables.js';
import { checkedRequest } from '../../common/checkedRequest.js';
import { CancellationSource, eitherOf } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Log } from '../log.js';
import { isRecord } from '../models/json.js';
import { createTableService } from '../tables/tableService.js';

/** The codes of the Language Server Protocol for a request that was cancelled, and for one that failed for a stated reason. */
const requestCancelled = -32800;
const requestFailed = -32803;

/**
 * Answers the contracts of the engine and of the table service on a connection, which it starts to listen on. The engine's first request has
 * to be `initialize`; it makes the engine and loads nothing. What is under way when the connection closes is cancelled.
 * @param makeEngine may fail with a `ClozeError`
 * @param begin is called with each request; what it returns, when that is answered
 */
export function serve(
  connection: MessageConnection,
  makeEngine: (init: EngineInit, log: Log) => EngineApi,
  begin: () => () => void = () => () => undefined,
): void {
  let engine: EngineApi | undefined;
  const closed = new CancellationSource();
  connection.onClose(() => closed.cancel());
  /** There is no one to tell once the connection is closed. */
  const tell = (send: () => Promise<void>): void => {
    if (!closed.token.isCancellationRequested) void send();
  };
  const log: Log = (level, message) => tell(() => connection.sendNotification(protocol.logNotification, { level, message }));
  const theEngine = (): EngineApi => {
    if (engine === undefined)
      throw new ClozeError({ code: 'bad-request', message: 'The first request to the engine has to be "initialize".' });
    return engine;
  };
  const tables = createTableService();

  connection.onRequest(protocol.requestType(protocol.initializeMethod), (parameters: unknown) =>
    answer(() => {
      const init: EngineInit = checkedRequest(engineInit, callOf(parameters).request);
      if (engine !== undefined) throw new ClozeError({ code: 'bad-request', message: 'The engine has been initialized already.' });
      engine = makeEngine(init, log);
      engine.onDidChangeStatus((status) => tell(() => connection.sendNotification(protocol.statusNotification, status)));
      return engine.status();
    }),
  );
  const offer = (name: string, carryOut: Dispatch): void => {
    connection.onRequest(protocol.requestType(name), (parameters: unknown, token) => {
      const end = begin();
      return answer(() => {
        const { request, progress } = callOf(parameters);
        const report = (value: unknown): void => tell(() => connection.sendProgress(protocol.progressType, progress as number, value));
        return carryOut(name, request, eitherOf(token, closed.token), progress === undefined ? undefined : report);
      }).finally(end);
    });
  };
  for (const name of Object.keys(engineMethods)) offer(name, (...call) => invoke(theEngine(), engineMethods, ...call));
  for (const name of Object.keys(tableMethods)) offer(name, (...call) => invoke(tables, tableMethods, ...call));
  connection.listen();
}

/** A call's parameters, which come from another process. */
function callOf(parameters: unknown): protocol.CallParameters {
  if (!isRecord(parameters))
    throw new ClozeError({ code: 'bad-request', message: 'The engine cannot do what it was asked: the request has no parameters.' });
  const { request, progress } = parameters;
  return { request, ...(typeof progress === 'number' && { progress }) };
}

/** Runs a handler; a failure goes over the channel with its detail. */
async function answer<T>(handle: () => Promise<T>): Promise<T | ResponseError<ErrorDetail>> {
  try {
    return await handle();
  } catch (error) {
    // Anything else is a fault, which the connection answers as such.
    if (!(error instanceof ClozeError)) throw error;
    return new ResponseError(isCancelled(error) ? requestCancelled : requestFailed, error.message, error.detail);
  }
}
