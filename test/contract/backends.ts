import { once } from 'node:events';
import { type CancellationToken as VsCodeToken, ProgressType, ResponseError } from 'vscode-jsonrpc';
import { neverCancelled } from '../../src/common/cancellation.js';
import { ClozeError, type ErrorDetail } from '../../src/common/clozeError.js';
import { Emitter } from '../../src/common/emitter.js';
import { methodPrefix, statusMethod } from '../../src/lsp/methods.js';
import { startLanguageServer } from '../util/startDoor.js';
import { engineMethods } from '../../src/common/engineMethods.js';
import { type Dispatch, invoke, type Methods, methodsOf, type MethodTable } from '../../src/common/methods/method.js';
import { tableMethods } from '../../src/common/methods/tables.js';
import type { EngineServices } from '../../src/common/engineApi.js';
import { EngineClient } from '../../src/backend/engineClient.js';
import { closedError } from '../../src/backend/engineErrors.js';
import { EngineProcess } from '../../src/backend/engineProcess.js';
import { everythingOn, routeEngine } from '../../src/backend/engineRouter.js';
import { systemClock } from '../../src/backend/systemClock.js';
import { defaultWatchdogPolicy, Watchdog } from '../../src/common/watchdog/watchdog.js';
import type { EngineInit, EngineStatus } from '../../src/common/methods/lifecycle.js';
import { createEngine } from '../../src/engine/engine.js';
import { createTableService } from '../../src/engine/tables/tableService.js';
import { besidePackages, bundledScript } from '../util/bundledScript.js';
import { SharedEngines } from '../util/sharedEngines.js';
import { servedEngine } from '../util/servedEngine.js';

/** The services, and what ends them. */
export interface OpenedBackend extends EngineServices {
  close(): Promise<void>;
}

/** All that stands for the engine: every one has to pass the contract's cases. */
export const backends: Readonly<Record<string, (init: EngineInit) => Promise<OpenedBackend>>> = {
  'the engine itself': (init) => {
    const engine = createEngine(init, { log: () => undefined, now: () => performance.now() });
    return Promise.resolve({ engine, tables: createTableService(), close: () => engine.dispose() });
  },

  'the router': async (init) => {
    const local = await open('the engine itself', init);
    const { engine } = routeEngine(everythingOn({ name: 'local', engine: local.engine }, 'There is no other.'));
    return { ...local, engine };
  },

  'a client over a channel in memory': async (init) => {
    const client = new EngineClient(
      servedEngine(),
      () => undefined,
      (ping) => new Watchdog(defaultWatchdogPolicy, systemClock, { ping, silent: () => undefined }),
    );
    await client.initialize(init);
    return {
      engine: client.engine,
      tables: client.tables,
      close: () => {
        client.close(closedError());
        return Promise.resolve();
      },
    };
  },

  'a client of the engine’s process': async (init) => {
    const engine = new EngineProcess(await bundledScript('src/engine/main.ts', besidePackages, 'engine-for-contract'), () => undefined);
    await engine.client.initialize(init);
    return {
      engine: engine.client.engine,
      tables: engine.client.tables,
      close: () => engine.stop(closedError()),
    };
  },

  'two clients of a shared process that ask the same at the same time': async (init) => {
    const engines = await SharedEngines.open('shared-engine-for-contract');
    const [one, other] = [(await engines.client(init)).client, (await engines.client(init)).client];
    const both =
      <T extends MethodTable>(table: T, [first, second]: readonly Methods<T>[]): Dispatch =>
      async (name, request, token, report) => {
        const calls = [
          invoke(first as Methods<T>, table, name, request, token, report),
          invoke(second as Methods<T>, table, name, request, token, undefined),
        ];
        const [answer] = await Promise.all(calls).finally(() => Promise.allSettled(calls));
        return answer;
      };
    return {
      engine: {
        ...methodsOf(engineMethods, both(engineMethods, [one.engine, other.engine])),
        onDidChangeStatus: one.engine.onDidChangeStatus,
      },
      tables: methodsOf(tableMethods, both(tableMethods, [one.tables, other.tables])),
      close: () => engines.close(),
    };
  },

  'a client of the language server': async (init) => {
    const { child, connection } = await startLanguageServer(init);
    const statuses = new Emitter<EngineStatus>();
    connection.onNotification(statusMethod, (status: EngineStatus) => statuses.fire(status));
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    let count = 0;
    const ask: Dispatch = async (name, request, token = neverCancelled, report) => {
      const progress = ++count;
      // What was on its way when the request was given up has no reader any more.
      const hear = (told: unknown): void => {
        if (!token.isCancellationRequested) report?.(told);
      };
      const reports = report && connection.onProgress(new ProgressType<unknown>(), progress, hear);
      try {
        return await connection.sendRequest(`${methodPrefix}${name}`, { request, ...(report && { progress }) }, token as VsCodeToken);
      } catch (error) {
        throw error instanceof ResponseError && error.data !== undefined ? new ClozeError(error.data as ErrorDetail) : error;
      } finally {
        reports?.dispose();
      }
    };
    return {
      engine: { ...methodsOf(engineMethods, ask), onDidChangeStatus: statuses.event },
      tables: methodsOf(tableMethods, ask),
      close: async () => {
        const ended = once(child, 'exit');
        child.stdin.end();
        await ended;
      },
    };
  },
};

function open(name: string, init: EngineInit): Promise<OpenedBackend> {
  const backend = backends[name];
  if (backend === undefined) throw new Error(`There is no backend "${name}".`);
  return backend(init);
}
