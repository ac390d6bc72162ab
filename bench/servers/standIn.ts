import type http from 'node:http';
import type { PreparedRequest } from './directClient.js';

/** What stands in for a server of the Open Inference Protocol. */
export interface StandIn {
  readonly model: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly takesBytes: boolean;
  /** What a request takes; 0 is answered at once, so that all time is the client's. */
  readonly serviceMs: number;
  readonly replicas: number;
}

/**
 * So many replicas, each of which answers one request after the other and takes the same time for each, and no core.
 * @param keep gets each request
 */
export function standIn(
  { model, inputs, outputs, takesBytes, serviceMs, replicas }: StandIn,
  keep: (request: PreparedRequest) => void = () => undefined,
): http.RequestListener {
  const named = (names: readonly string[]): object[] => names.map((name) => ({ name, datatype: 'FP32', shape: [-1, -1] }));
  const fixed = new Map<string, string>([
    ['/v2', JSON.stringify({ name: 'stand-in', version: '1', extensions: takesBytes ? ['binary_tensor_data'] : [] })],
    [`/v2/models/${model}`, JSON.stringify({ name: model, inputs: named(inputs), outputs: named(outputs) })],
    [`/v2/models/${model}/ready`, ''],
  ]);
  /** When each replica is free again. */
  const free = Array<number>(replicas).fill(0);
  let next = 0;
  return (request, response) => {
    const known = fixed.get(request.url ?? '');
    if (known !== undefined) return void response.end(known);
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      keep({ body, headers: { 'content-type': request.headers['content-type'] ?? '' } });
      const send = (): void => answer(response, pairsIn(body, request.headers), takesBytes);
      if (serviceMs === 0) {
        send();
        return;
      }
      const replica = next++ % replicas;
      const begin = Math.max(performance.now(), free[replica] ?? 0);
      free[replica] = begin + serviceMs;
      setTimeout(send, begin + serviceMs - performance.now());
    });
  };
}

/** How many pairs a request asks about, found without reading its numbers. */
function pairsIn(body: Buffer, headers: http.IncomingHttpHeaders): number {
  const end = Number(headers['inference-header-content-length'] ?? body.length);
  const found = /"name":"pair_rows","datatype":"INT64","shape":\[(\d+)\]/.exec(body.toString('latin1', 0, end));
  return Number(found?.[1] ?? 0);
}

function answer(response: http.ServerResponse, pairs: number, takesBytes: boolean): void {
  const output = { name: 'next_sentence_logits', datatype: 'FP32', shape: [pairs, 2] };
  if (!takesBytes) return void response.end(JSON.stringify({ outputs: [{ ...output, data: Array<number>(2 * pairs).fill(1) }] }));
  const json = Buffer.from(JSON.stringify({ outputs: [{ ...output, parameters: { binary_data_size: 8 * pairs } }] }));
  response.writeHead(200, { 'inference-header-content-length': String(json.length) });
  response.end(Buffer.concat([json, Buffer.alloc(8 * pairs)]));
}
