import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StandIn } from './standIn.js';

/** Servers in processes of their own. */
export interface Started {
  readonly url: string;
  end(): void;
}

/** Replicas that only take their time, or a balancer before those that are named. */
export async function startReplicas(options: StandIn | { readonly before: readonly string[] }): Promise<Started> {
  const child = fork(fileURLToPath(new URL('replicas.ts', import.meta.url)), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const [url] = (await once(child, 'message')) as [string];
  return { url, end: () => child.disconnect() };
}

/** MLServer with the models of a folder, on one thread; resolves once a model can be asked. */
export async function startMlServer(python: string, folder: string, model: string): Promise<Started> {
  const [http = 0, grpc = 0, metrics = 0] = await freePorts(3);
  const child = spawn(python, ['-c', 'from mlserver.cli import main; main()', 'start', folder], {
    stdio: 'ignore',
    env: {
      ...process.env,
      CLOZE_RUNTIME_THREADS: '1',
      MLSERVER_HOST: '127.0.0.1',
      MLSERVER_HTTP_PORT: String(http),
      MLSERVER_GRPC_PORT: String(grpc),
      MLSERVER_METRICS_PORT: String(metrics),
      MLSERVER_PARALLEL_WORKERS: '0',
      MLSERVER_DEBUG: 'false',
    },
  });
  const url = `http://127.0.0.1:${http}`;
  const isReady = (): Promise<boolean> => fetch(`${url}/v2/models/${model}/ready`).then(({ ok }) => ok, () => false); // prettier-ignore
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`MLServer ended with ${child.exitCode}.`);
    await wait(250);
  }
  return { url, end: () => child.kill('SIGKILL') };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const portOf = async (server: (typeof servers)[number]): Promise<number> => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const ports = await Promise.all(servers.map(portOf));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
