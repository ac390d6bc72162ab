import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { EngineProcess } from '../../src/backend/engineProcess.js';
import { bundleAll } from '../../scripts/packaging/bundle.js';
import { stopEngine } from '../harness/engineChild.js';
import type { BenchContext } from '../harness/measure.js';
import type { ServedRequest } from './completionsServer.js';

/** A completions server in a process of its own, with the model of the measures. */
export interface StartedServer {
  readonly url: string;
  /** What was asked since the last time. */
  requests(): Promise<ServedRequest[]>;
  /** The process that asks it beside the editor, as it is in the product; it knows nothing yet. */
  remote(): Promise<EngineProcess>;
  /** Ends it, and the processes that ask it. */
  end(): Promise<void>;
}

let bundled: Promise<unknown> | undefined;

export function initOf({ root, model, threads, cacheFolder }: BenchContext): EngineInit {
  return { modelFolders: [path.join(root, 'models')], cacheFolder, causalModel: model, device: 'cpu', threads };
}

export async function startServer(context: BenchContext): Promise<StartedServer> {
  const program = fileURLToPath(new URL('completionsServer.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(initOf(context))], { execArgv: ['--import', 'tsx'] });
  const remotes: EngineProcess[] = [];
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    requests: async () => (await (await fetch(`${url}/requests`)).json()) as ServedRequest[],
    remote: async () => {
      const remote = await startRemote(context, url);
      remotes.push(remote);
      return remote;
    },
    end: async () => {
      for (const remote of remotes) await stopEngine(remote);
      child.disconnect();
    },
  };
}

async function startRemote(context: BenchContext, url: string): Promise<EngineProcess> {
  bundled ??= bundleAll({ production: true });
  await bundled;
  const remote = new EngineProcess(path.join(context.root, 'dist', 'remote.js'), (level, message) => {
    if (level === 'error' || level === 'warn') context.log(message);
  });
  await remote.client.initialize({ ...initOf(context), server: { url, model: path.basename(context.model) } });
  return remote;
}
