import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a scripted server does with a request. */
export type Script = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

/** A server that does as it is told, and remembers what it was asked. */
export class ScriptedServer {
  readonly seen: { readonly url: string; readonly headers: http.IncomingHttpHeaders; readonly body: string }[] = [];
  url = '';
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: http.Server) {}

  static async start(script: Script): Promise<ScriptedServer> {
    const server = http.createServer();
    const scripted = new ScriptedServer(server);
    server.on('connection', (socket: Socket) => {
      scripted.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => scripted.#sockets.delete(socket));
    });
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      const parts: Buffer[] = [];
      response.on('error', () => undefined);
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        scripted.seen.push({ url: request.url ?? '', headers: request.headers, body });
        script(request, response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    scripted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return scripted;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
