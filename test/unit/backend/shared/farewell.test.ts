import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { SharedEngine } from '../../../../src/backend/shared/sharedEngine.js';
import { systemClock } from '../../../../src/backend/systemClock.js';
import * as protocol from '../../../../src/common/engineProtocol.js';

/** A message of the channel as its bytes. */
function message(method: string, params?: unknown): string {
  const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params !== undefined && { params }) });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** What closed a connection on which all of this arrived at once, and then its end. */
async function endAfter(bytes: string): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  const [peer] = await accepted;
  peer.end(bytes);
  await once(peer, 'finish');
  const { ended } = new SharedEngine({ kind: 'connected', socket, pid: process.pid }, () => undefined, systemClock);
  const { code } = await ended;
  server.close();
  return code;
}

const logs = Array.from({ length: 20 }, () => message(protocol.logNotification, { level: 'debug', message: 'busy' })).join('');

test.each([
  {
    title: 'says farewell and ends at once, after much else',
    bytes: logs + message(protocol.farewellNotification),
    ended: 'engine-closed',
  },
  { title: 'ends without a word', bytes: logs, ended: 'engine-crashed' },
])('A shared process that $title is $ended', async ({ bytes, ended }) => {
  expect(await endAfter(bytes)).toBe(ended);
});
