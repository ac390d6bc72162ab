import type { MessageConnection } from 'vscode-jsonrpc/node';
import * as protocol from '../../common/engineProtocol.js';
import type { LogMessage } from '../../common/engineProtocol.js';
import type { Caller } from '../runtime/pool/caller.js';
import type { ClientEngine } from '../engine.js';

/** One of several clients of a process, as the process sees it. */
export class SharedClient implements Caller {
  /** Whether the writer was last in this client's window. */
  isFocused = false;
  /** From its first request on. */
  engine: ClientEngine | undefined;

  /** @param pid of the client's process */
  constructor(
    private readonly connection: MessageConnection,
    readonly pid: number,
  ) {}

  /** Tells how many clients there are. */
  tellClients(count: number): void {
    this.#tell(protocol.clientsNotification, count);
  }

  tellLog(entry: LogMessage): void {
    this.#tell(protocol.logNotification, entry);
  }

  /** Tells that the process ends on purpose. Resolves once that is sent, or cannot be. */
  async farewell(): Promise<void> {
    await this.connection.sendNotification(protocol.farewellNotification).catch(() => undefined);
    this.connection.end();
  }

  /** A client that has not asked for anything yet does not listen either. */
  #tell(notification: string, value: unknown): void {
    if (this.engine !== undefined) void this.connection.sendNotification(notification, value);
  }
}
