import { type _Connection, createConnection, type InitializeParams, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { lifecycle } from './lifecycle.js';

export type ServerConnection = _Connection;

/** What the end of a client means to the server's process. */
export interface ConnectionEnd {
  /** The client's process, by its number. */
  readonly clientProcess: (processId: number) => void;
  /** The client asked the server to end, with this exit code. */
  readonly exit: (code: number) => void;
}

/** The connection with a client over two streams. Nothing but the protocol is written. */
export function serverConnection(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, end: ConnectionEnd): ServerConnection {
  const watchDog = {
    shutdownReceived: false,
    initialize: ({ processId }: InitializeParams): void => {
      if (typeof processId === 'number') end.clientProcess(processId);
    },
    exit: end.exit,
  };
  return createConnection((logger) => {
    const writer = new StreamMessageWriter(output);
    return createMessageConnection(new StreamMessageReader(input), writer, logger, { messageStrategy: lifecycle(writer) });
  }, watchDog);
}

/** Tells the writer something. */
export function tell(connection: Pick<ServerConnection, 'sendNotification'>, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message }).catch(() => undefined);
}
