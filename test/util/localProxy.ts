import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A proxy that lets through only who shows a name and a password. */
export interface LocalProxy {
  readonly port: number;
  /** Where it was asked to connect to, in turn. */
  readonly tunnels: readonly string[];
  stop(): Promise<void>;
}

export async function startProxy(credentials: string): Promise<LocalProxy> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer((_, response) => void response.writeHead(400).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    if (request.headers['proxy-authorization'] !== `Basic ${Buffer.from(credentials).toString('base64')}`) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    tunnels.push(request.url ?? '');
    const target = net.connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
