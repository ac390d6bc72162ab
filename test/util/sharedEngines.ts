import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closedError } from '../../src/backend/engineErrors.js';
import type { EngineLog } from '../../src/backend/engineLog.js';
import { joinSharedEngine } from '../../src/backend/shared/joinSharedEngine.js';
import { SharedEngine } from '../../src/backend/shared/sharedEngine.js';
import type { Surroundings } from '../../src/backend/shared/socketFolder.js';
import { systemClock } from '../../src/backend/systemClock.js';
import type { Clock } from '../../src/common/clock.js';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { besidePackages, bundledScript } from './bundledScript.js';

/** Clients of shared engines whose sockets are in a folder of their own, and what ends them all. */
export class SharedEngines {
  readonly #clients: SharedEngine[] = [];

  private constructor(
    readonly script: string,
    /** In which the folder of the sockets is. */
    readonly temporary: string,
  ) {}

  /** @param name of the script, where tests run at the same time */
  static async open(name: string): Promise<SharedEngines> {
    const script = await bundledScript('src/engine/main.ts', besidePackages, name);
    await bundledScript('src/engine/watch.ts', besidePackages, 'watch', 'js');
    return new SharedEngines(script, await mkdtemp(path.join(tmpdir(), 'cloze-test-')));
  }

  get surroundings(): Surroundings {
    return { runtimeFolder: undefined, temporaryFolder: this.temporary, user: process.getuid?.() };
  }

  /** The folder of the sockets, which the first client makes. */
  get folder(): string {
    return path.join(this.temporary, `cloze-${process.getuid?.()}`);
  }

  /** A client that has only joined. */
  async join(init: EngineInit, log: EngineLog = () => undefined, clock: Clock = systemClock, script = this.script): Promise<SharedEngine> {
    const client = new SharedEngine(await joinSharedEngine(script, init, this.surroundings, systemClock), log, clock);
    this.#clients.push(client);
    return client;
  }

  /** A client that may ask for anything. */
  async client(init: EngineInit, log?: EngineLog): Promise<SharedEngine> {
    const client = await this.join(init, log);
    await client.client.initialize(init);
    return client;
  }

  /** Ends the processes of all clients. */
  async close(): Promise<void> {
    for (const client of this.#clients.splice(0)) await client.stop(closedError(), true);
    await rm(this.temporary, { recursive: true, force: true });
  }
}
