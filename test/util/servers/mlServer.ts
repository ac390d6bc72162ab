import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** The Python that has MLServer and ONNX Runtime: the one that CLOZE_TEST_MLSERVER_PYTHON names, or the one on the path; undefined without. */
export function pythonWithMlServer(): string | undefined {
  return [process.env['CLOZE_TEST_MLSERVER_PYTHON'], 'python3'].find((python) => {
    if (python === undefined) return false;
    try {
      execFileSync(python, ['-c', 'import importlib.util as u, sys; sys.exit(not (u.find_spec("mlserver") and u.find_spec("onnxruntime")))'], { stdio: 'ignore' }); // prettier-ignore
      return true;
    } catch {
      return false;
    }
  });
}

/** MLServer with the models of a folder. */
export class MlServer {
  #said = '';

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [process.stdout, process.stderr]) stream?.on('data', (part: Buffer) => (this.#said += part.toString('utf8')));
  }

  static async start(python: string, folder: string): Promise<MlServer> {
    const [http, grpc, metrics] = await freePorts(3);
    const child = spawn(python, ['-c', 'from mlserver.cli import main; main()', 'start', folder], {
      env: {
        ...process.env,
        MLSERVER_HOST: '127.0.0.1',
        MLSERVER_HTTP_PORT: String(http),
        MLSERVER_GRPC_PORT: String(grpc),
        MLSERVER_METRICS_PORT: String(metrics),
        MLSERVER_PARALLEL_WORKERS: '0',
      },
    });
    return new MlServer(child, `http://127.0.0.1:${http}`);
  }

  /** Whether a model can be asked. Fails with what the server said where it has ended. */
  async isReady(model: string): Promise<boolean> {
    if (this.process.exitCode !== null) throw new Error(this.#said.slice(-2000));
    const answer = await fetch(`${this.url}/v2/models/${model}/ready`).catch(() => undefined);
    return answer?.status === 200;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    if (this.process.exitCode !== null) return;
    this.process.kill('SIGKILL');
    await ended;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map((server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))), // prettier-ignore
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
