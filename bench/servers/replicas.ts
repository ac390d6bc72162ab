import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type StandIn, standIn } from './standIn.js';

/** Servers in a process of its own: those that stand in for others, or a plain balancer before servers that are named: requests go round. */
const options = JSON.parse(process.argv[2] ?? '{}') as StandIn | { readonly before: readonly string[] };
const server = http.createServer('before' in options ? balancer(options.before) : standIn(options));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit(0));

function balancer(targets: readonly string[]): http.RequestListener {
  const agent = new http.Agent({ keepAlive: true });
  let next = 0;
  return (request, response) => {
    const target = new URL(request.url ?? '/', targets[next++ % targets.length]);
    const passed = http.request(target, { method: request.method, headers: request.headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  };
}
