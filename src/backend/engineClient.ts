import type { MessageConnection, CancellationToken as ChannelToken } from 'vscode-jsonrpc';
import type { CancellationToken } from '../common/cancellation.js';
import type { ClozeError } from '../common/clozeError.js';
import { Emitter } from '../common/emitter.js';
import type { EngineApi } from '../common/engineApi.js';
import { engineMethods } from '../common/engineMethods.js';
import * as protocol from '../common/engineProtocol.js';
import type { EngineInit, EngineStatus } from '../common/methods/lifecycle.js';
import { type Dispatch, methodsOf } from '../common/methods/method.js';
import { type TableApi, tableMethods } from '../common/methods/tables.js';
import { errorFromChannel } from './channelError.js';
import type { EngineLog } from './engineLog.js';
import { isStatus, logEntry } from './notifications.js';
import { PendingCalls } from './pendingCalls.js';
import type { Watchdog } from '../common/watchdog/watchdog.js';

/** The services at the other end of a channel. */
export class EngineClient {
  readonly engine: EngineApi;
  readonly tables: TableApi;
  readonly #connection: MessageConnection;
  readonly #calls = new PendingCalls();
  readonly #watchdog: Watchdog;
  readonly #status = new Emitter<EngineStatus>();
  #reports = 0;

  /**
   * Takes over the connection, which must not be listening yet. `close` disposes it.
   * @param watchdog makes what watches the other end
   */
  constructor(connection: MessageConnection, log: EngineLog, watchdog: (ping: () => Promise<unknown>) => Watchdog) {
    this.#connection = connection;
    this.#watchdog = watchdog(() => connection.sendRequest(protocol.requestType('status' satisfies keyof EngineApi), {}));
    connection.onNotification(protocol.statusNotification, (status: unknown) => {
      this.#watchdog.heard();
      if (isStatus(status)) this.#status.fire(status);
      else log('warn', 'The engine told a status that is none.');
    });
    connection.onNotification(protocol.logNotification, (entry: unknown) => {
      this.#watchdog.heard();
      const { level, message } = logEntry(entry);
      log(level, message);
    });
    const call: Dispatch = (name, request, token, report) => this.#call(name, request, token, report);
    this.engine = { ...methodsOf(engineMethods, call), onDidChangeStatus: this.#status.event };
    this.tables = methodsOf(tableMethods, call);
    connection.listen();
  }

  /** Says what the engine is to work with. Must be the first call. */
  async initialize(init: EngineInit): Promise<EngineStatus> {
    return (await this.#call(protocol.initializeMethod, init)) as EngineStatus;
  }

  /** Ends the connection. All pending calls, and all later ones, reject with the reason. */
  close(reason: ClozeError): void {
    this.#calls.close(reason);
    this.#watchdog.dispose();
    this.#connection.dispose();
    this.#status.dispose();
  }

  #call(name: string, request: unknown, token?: CancellationToken, report?: (progress: unknown) => void): Promise<unknown> {
    let isOver = false;
    const call = this.#calls.track(async () => {
      const end = this.#watchdog.begin();
      const reports = report && this.#reports++;
      const told =
        reports === undefined
          ? undefined
          : this.#connection.onProgress(protocol.progressType, reports, (progress) => {
              if (!isOver) report?.(progress);
            });
      const parameters: protocol.CallParameters = { request, ...(reports !== undefined && { progress: reports }) };
      try {
        return await this.#connection.sendRequest(protocol.requestType(name), parameters, forChannel(token));
      } catch (error) {
        throw errorFromChannel(error);
      } finally {
        told?.dispose();
        end();
      }
    }, token);
    // A call that is given up ends at once; what the other end still tells of it is dropped.
    const over = (): void => void (isOver = true);
    void call.then(over, over);
    return call;
  }
}

/** vscode-jsonrpc's listeners take an argument; ours take none. */
function forChannel(token: CancellationToken | undefined): ChannelToken | undefined {
  return (
    token && {
      isCancellationRequested: token.isCancellationRequested,
      onCancellationRequested: (listener) => token.onCancellationRequested(() => void listener(undefined)),
    }
  );
}
