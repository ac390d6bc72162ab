import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Clock } from '../../common/clock.js';
import { ClozeError } from '../../common/clozeError.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import * as protocol from '../../common/engineProtocol.js';
import type { EngineInit } from '../../common/methods/lifecycle.js';
import type { SharedArguments, Started } from '../../common/sharing/handshake.js';
import { type ClientEngine, createClientEngine } from '../engine.js';
import type { Log } from '../log.js';
import { SharedModels } from '../sharedModels.js';
import { admit } from './admit.js';
import { claimEntry } from './claimEntry.js';
import {
  defaultHostingPolicy,
  type Hosting,
  type HostingEffect,
  type HostingEvent,
  hostingStep,
  startHosting,
} from './hostingTransitions.js';
import { listen, type Listening } from './listen.js';
import type { SelfWatch } from './selfWatch.js';
import { serve } from './serve.js';
import { SharedClient } from './sharedClient.js';

/** How long the end of a process may take once it was asked for. */
const farewellMs = 1_000;

/**
 * The engine of several clients of one user, each on a connection of its own, with its own requests, and with its own place in the caches.
 * It ends a moment after its last client. When it does is in `hostingStep`; this performs it.
 */
export class SharedProcess {
  readonly #clients = new Set<SharedClient>();
  /** Engines of clients that are gone. That of the last client keeps its models in memory, for a window that loads again. */
  readonly #left: ClientEngine[] = [];
  readonly #clientSecret = randomBytes(32).toString('hex');
  readonly #engineSecret = randomBytes(32).toString('hex');
  #hosting: Hosting = { phase: 'waiting', clients: 0 };
  #timer: Disposable | undefined;
  #listening: Listening | undefined;
  #models: SharedModels | undefined;

  /**
   * @param watch over this process
   * @param exit ends the process
   */
  constructor(
    private readonly share: SharedArguments,
    private readonly clock: Clock,
    private readonly watch: Pick<SelfWatch, 'begin' | 'clients'>,
    private readonly exit: () => void,
  ) {}

  /** Begins to listen, and then makes itself known, unless another process was first. */
  async start(): Promise<Started> {
    const { folder, entry } = this.share;
    try {
      this.#listening = await listen(folder, (socket) => this.#admit(socket));
      const { address } = this.#listening;
      const mine = { address, pid: process.pid, clientSecret: this.#clientSecret, engineSecret: this.#engineSecret };
      if (!(await claimEntry(folder, entry, mine))) {
        this.#listening.close();
        return { kind: 'taken' };
      }
    } catch (error) {
      this.#listening?.close();
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    const { hosting, effects } = startHosting(defaultHostingPolicy);
    this.#hosting = hosting;
    for (const effect of effects) this.#perform(effect);
    return { kind: 'listening' };
  }

  #admit(socket: Socket): void {
    const { key } = this.share;
    const admission = { key, clientSecret: this.#clientSecret, engineSecret: this.#engineSecret, clock: this.clock };
    admit(socket, admission, (pid) => this.#serve(socket, pid));
  }

  #serve(socket: Socket, pid: number): void {
    const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
    const client = new SharedClient(connection, pid);
    this.#clients.add(client);
    this.#tellWatch();
    connection.onClose(() => {
      this.#clients.delete(client);
      this.#tellWatch();
      if (client.engine !== undefined) this.#left.push(client.engine);
      if (this.#clients.size > 0) this.#freeWhatIsLeft();
      this.#dispatch('client left');
    });
    connection.onNotification(protocol.focusNotification, () => {
      for (const each of this.#clients) each.isFocused = each === client;
    });
    connection.onNotification(protocol.restNotification, () => void client.engine?.rest());
    connection.onNotification(protocol.endNotification, () => this.#dispatch('end asked for'));
    const makeEngine = (init: EngineInit): EngineApi => {
      const engine = createClientEngine(init, this.#modelsFor(init), { caller: client, now: () => this.clock.now() });
      client.engine = engine;
      this.#freeWhatIsLeft();
      client.tellClients(this.#hosting.clients);
      return engine;
    };
    serve(connection, makeEngine, () => this.watch.begin());
    // It was held since the handshake.
    socket.resume();
    this.#dispatch('client came');
  }

  /** The models of all clients, by what the first of them says. */
  #modelsFor({ modelFolders, cacheFolder, threads, deviceMemory }: EngineInit): SharedModels {
    const init = { modelFolders, cacheFolder, threads, ...(deviceMemory !== undefined && { deviceMemory }) };
    const log: Log = (level, message) => this.#clients.forEach((client) => client.tellLog({ level, message }));
    this.#models ??= new SharedModels(init, { log, now: () => this.clock.now() });
    if (JSON.stringify(this.#models.init) === JSON.stringify(init)) return this.#models;
    throw new ClozeError({ code: 'bad-request', message: 'The shared engine of Cloze was started with other settings.' });
  }

  #freeWhatIsLeft(): void {
    for (const engine of this.#left.splice(0)) void engine.leave();
  }

  #tellWatch(): void {
    this.watch.clients([...this.#clients].map(({ pid }) => pid));
  }

  #dispatch(event: HostingEvent): void {
    const { hosting, effects } = hostingStep(defaultHostingPolicy, this.#hosting, event);
    this.#hosting = hosting;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: HostingEffect): void {
    switch (effect.kind) {
      case 'schedule':
        this.#timer = this.clock.schedule(effect.delayMs, () => this.#dispatch('time is up'));
        return;
      case 'cancel':
        this.#timer?.dispose();
        return;
      case 'tell clients':
        for (const client of this.#clients) client.tellClients(this.#hosting.clients);
        return;
      case 'end':
        this.#listening?.close();
        // A client that does not read holds no one up.
        this.clock.schedule(farewellMs, this.exit);
        void Promise.all([...this.#clients].map((client) => client.farewell())).then(this.exit);
    }
  }
}
