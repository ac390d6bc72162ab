import { setImmediate } from 'node:timers/promises';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import type { Clock } from '../../common/clock.js';
import type { ClozeError } from '../../common/clozeError.js';
import { Emitter } from '../../common/emitter.js';
import * as protocol from '../../common/engineProtocol.js';
import { EngineClient } from '../engineClient.js';
import { closedError, crashedError } from '../engineErrors.js';
import type { EngineLog } from '../engineLog.js';
import type { StartedEngine } from '../engineRun.js';
import type { Sharing } from '../sharing.js';
import { defaultWatchdogPolicy, silenceSeconds, Watchdog } from '../../common/watchdog/watchdog.js';
import type { Joined } from './joinSharedEngine.js';

/** More messages than can have arrived together with the end of a connection. */
const maxUnheard = 100;

/** How long a process that was asked to end may take before it is killed. */
const killAfterMs = 2_000;

/**
 * One client's connection to a process that others use too. It may leave, but ends the process only where its user asks for that: a process
 * that seems to hang may work for another client, and is left to those.
 */
export class SharedEngine implements StartedEngine {
  readonly client: EngineClient;
  /** Settles once the connection is closed, with what closed it. An end that was asked for, here or elsewhere, is an `engine-closed`. */
  readonly ended: Promise<ClozeError>;
  readonly #socket: Joined['socket'];
  readonly pid: number;
  readonly #clock: Clock;
  readonly #connection: MessageConnection;
  readonly #sharings = new Emitter<Sharing>();
  readonly onDidChangeSharing = this.#sharings.event;
  #sharing: Sharing = { kind: 'shared', clients: 1 };
  #stopping: ClozeError | undefined;

  /** @param joined a connection on which nothing but the handshake was said */
  constructor({ socket, pid }: Joined, log: EngineLog, clock: Clock) {
    this.#socket = socket;
    this.pid = pid;
    this.#clock = clock;
    this.#connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    this.#connection.onError(([error]) => log('debug', `The channel to the engine reports: ${error.message}`));
    this.#connection.onNotification(protocol.farewellNotification, () => void (this.#stopping ??= closedError()));
    this.#connection.onNotification(protocol.clientsNotification, (count: unknown) => this.#hearOfClients(count));
    let what = 'its process is gone';
    const silent = (): void => {
      what = `it was silent for ${silenceSeconds} seconds although this window asked for nothing`;
      socket.destroy();
    };
    this.client = new EngineClient(this.#connection, log, (ping) => new Watchdog(defaultWatchdogPolicy, clock, { ping, silent }));
    // It was held since the handshake.
    socket.resume();
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        void this.#heard().then(() => {
          const reason = this.#stopping ?? crashedError(what);
          this.client.close(reason);
          this.#sharings.dispose();
          resolve(reason);
        });
      });
    });
  }

  /** Resolves when what arrived before the end was dealt with: the connection takes one message a turn, and the last may be the farewell. */
  async #heard(): Promise<void> {
    for (let turn = 0; turn < maxUnheard && this.#stopping === undefined; turn++) await setImmediate();
  }

  get sharing(): Sharing {
    return this.#sharing;
  }

  focus(): void {
    this.#notify(protocol.focusNotification);
  }

  rest(): Promise<void> {
    this.#notify(protocol.restNotification);
    return Promise.resolve();
  }

  /** Leaves the process, or ends it for all its clients, by force if it does not go. Pending calls end at once with `reason`. */
  async stop(reason: ClozeError, forAll = false): Promise<void> {
    if (this.#stopping === undefined) {
      this.#stopping = reason;
      if (forAll) {
        this.#notify(protocol.endNotification);
        const force = this.#clock.schedule(killAfterMs, () => this.#kill());
        void this.ended.then(() => force.dispose());
      } else this.#socket.end();
      this.client.close(reason);
      // What it still says has no reader, and would keep the connection open.
      this.#socket.resume();
    }
    await this.ended;
  }

  /** As long as the connection is open, the process is there and its number is its own. */
  #kill(): void {
    try {
      process.kill(this.pid, 'SIGKILL');
    } catch {
      this.#socket.destroy();
    }
  }

  #hearOfClients(count: unknown): void {
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return;
    this.#sharing = { kind: 'shared', clients: count };
    this.#sharings.fire(this.#sharing);
  }

  #notify(notification: string): void {
    if (!this.#socket.closed) void this.#connection.sendNotification(notification).catch(() => undefined);
  }
}
