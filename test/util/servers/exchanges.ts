import http from 'node:http';
import { ScriptedServer } from './scriptedServer.js';

/** What a server was asked, and what it answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** The JSON of the request; null where it had none. */
  readonly request: unknown;
  readonly status: number;
  readonly type: string;
  /** As it was sent, so that nothing of its shape is lost. */
  readonly answer: string;
}

/** What was recorded with a server, and by which version of it. */
export interface Recording {
  readonly server: string;
  readonly recorded: string;
  readonly exchanges: readonly Exchange[];
}

/** Stands before a server, and writes down what is asked and answered. */
export async function startRecorder(target: string): Promise<{ readonly server: ScriptedServer; readonly exchanges: Exchange[] }> {
  const exchanges: Exchange[] = [];
  const server = await ScriptedServer.start((request, response, body) => {
    const [method = 'GET', path = '/'] = [request.method, request.url];
    const sent = http.request(`${target}${path}`, { method, headers: { 'content-type': 'application/json' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const [status, type] = [answer.statusCode ?? 0, answer.headers['content-type'] ?? ''];
        const text = Buffer.concat(parts).toString('utf8');
        exchanges.push({ method, path, request: body === '' ? null : (JSON.parse(body) as unknown), status, type, answer: text });
        response.writeHead(status, { 'content-type': type }).end(text);
      });
    });
    sent.on('error', () => response.destroy());
    sent.end(body);
  });
  return { server, exchanges };
}

/** Answers as a server did when it was recorded. What it was not asked then it does not know: the test sees it by the status. */
export function startReplay({ exchanges }: Recording): Promise<ScriptedServer> {
  const keyOf = (method: string, path: string, request: unknown): string => `${method} ${path} ${JSON.stringify(request)}`;
  const known = new Map(exchanges.map((each) => [keyOf(each.method, each.path, each.request), each]));
  return ScriptedServer.start((request, response, body) => {
    const found = known.get(keyOf(request.method ?? 'GET', request.url ?? '/', body === '' ? null : JSON.parse(body)));
    if (found === undefined) response.writeHead(599).end(JSON.stringify({ error: `Not recorded: ${body}` }));
    else response.writeHead(found.status, { 'content-type': found.type }).end(found.answer);
  });
}
