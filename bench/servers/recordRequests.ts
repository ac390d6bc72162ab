import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PreparedRequest } from './directClient.js';
import { type StandIn, standIn } from './standIn.js';

/** The requests that some work makes of a server, which answers them at once. */
export async function recordRequests(
  served: Omit<StandIn, 'serviceMs' | 'replicas'>,
  work: (url: string) => Promise<unknown>,
): Promise<PreparedRequest[]> {
  const requests: PreparedRequest[] = [];
  const server = http.createServer(standIn({ ...served, serviceMs: 0, replicas: 1 }, (request) => requests.push(request)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return requests;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
