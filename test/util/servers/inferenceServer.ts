import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { loadRuntime, type Tensor } from '../../../src/engine/runtime/session.js';

type Ort = Awaited<ReturnType<typeof loadRuntime>>;

/** What a request gets instead of an answer; returns false to let it be. */
export type InferenceFault = (path: string, response: http.ServerResponse) => boolean;

const types = { FP32: 'float32', INT64: 'int64', INT32: 'int32' } as const;
const arrays = { FP32: Float32Array, INT64: BigInt64Array, INT32: Int32Array } as const;
type Wire = { name: string; datatype: keyof typeof types; shape: number[]; parameters?: { binary_data_size: number }; data?: number[] };

/** A server of the Open Inference Protocol over REST that runs a graph with ONNX Runtime, as Triton and MLServer do. */
export class InferenceServer {
  faults: InferenceFault[] = [];
  /** Whether values come after the JSON, or in it, as with MLServer. */
  binary = true;
  requests = 0;
  url = '';
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Set<Promise<void>>();
  readonly #server = http.createServer((request, response) => {
    const answer = this.#answer(request, response).finally(() => this.#answers.delete(answer));
    this.#answers.add(answer);
  });

  private constructor(
    private readonly name: string,
    private readonly ort: Ort,
    private readonly session: Awaited<ReturnType<Ort['InferenceSession']['create']>>,
  ) {
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param graph the path of the exported graph */
  static async start(name: string, graph: string): Promise<InferenceServer> {
    const ort = await loadRuntime();
    const session = await ort.InferenceSession.create(graph, { logSeverityLevel: 3, intraOpNumThreads: 1 });
    const server = new InferenceServer(name, ort, session);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`;
    return server;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.allSettled(this.#answers);
    await this.session.release();
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = request.url ?? '';
    if (this.faults.some((fault) => fault(path, response))) return;
    if (path === '/v2') {
      response.end(JSON.stringify({ name: 'double', version: '1', extensions: this.binary ? ['binary_tensor_data'] : [] }));
    } else if (path === `/v2/models/${this.name}`) {
      const named = (names: readonly string[]): object[] => names.map((name) => ({ name, datatype: 'FP32', shape: [-1] }));
      response.end(JSON.stringify({ name: this.name, inputs: named(this.session.inputNames), outputs: named(this.session.outputNames) }));
    } else if (path === `/v2/models/${this.name}/infer`) {
      await this.#infer(body, Number(request.headers['inference-header-content-length'] ?? body.length), response);
    } else {
      response.writeHead(404).end(JSON.stringify({ error: 'unknown model' }));
    }
  }

  async #infer(body: Buffer, headerLength: number, response: http.ServerResponse): Promise<void> {
    this.requests++;
    const header = JSON.parse(body.subarray(0, headerLength).toString('utf8')) as { inputs: Wire[]; outputs: { name: string }[] };
    let at = headerLength;
    const feeds: Record<string, Tensor> = {};
    for (const { name, datatype, shape, parameters, data = [] } of header.inputs) {
      if (this.binary !== (parameters !== undefined)) {
        response.writeHead(500).end();
        return;
      }
      const size = parameters?.binary_data_size ?? 0;
      const bytes = this.binary ? Uint8Array.from(body.subarray(at, at + size)) : bytesOf(datatype, data);
      at += size;
      feeds[name] = new this.ort.Tensor(types[datatype], new arrays[datatype](bytes.buffer) as Float32Array, shape);
    }
    const results = await this.session.run(
      feeds,
      header.outputs.map(({ name }) => name),
    );
    const outputs = Object.entries(results)
      .reverse()
      .map(([name, { type, dims, data }]) => {
        const datatype = Object.entries(types).find(([, each]) => each === type)?.[0];
        return { name, datatype, shape: dims, data: data as Float32Array };
      });
    if (!this.binary) {
      const json = outputs.map(({ data, ...rest }) => ({ ...rest, data: Array.from(data, Number) }));
      response.end(JSON.stringify({ model_name: this.name, outputs: json }));
      return;
    }
    const bytes = outputs.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    const json = Buffer.from(
      JSON.stringify({ model_name: this.name, outputs: outputs.map(({ name, datatype, shape }, index) => ({ name, datatype, shape, parameters: { binary_data_size: bytes[index]?.length } })) }), // prettier-ignore
    );
    response.writeHead(200, { 'inference-header-content-length': String(json.length) }).end(Buffer.concat([json, ...bytes]));
  }
}

function bytesOf(datatype: Wire['datatype'], values: readonly number[]): { readonly buffer: ArrayBuffer } {
  if (datatype === 'INT64') return BigInt64Array.from(values, BigInt);
  return datatype === 'FP32' ? Float32Array.from(values) : Int32Array.from(values);
}
