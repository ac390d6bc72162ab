import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** Connections at a time that have not shown that they may come, and those that have. */
const maxConnections = 64;

/** A socket or a pipe of this machine, and how it is found. */
export interface Listening {
  readonly address: string;
  /** Takes no more connections. Those that are there stay; the socket's file goes. */
  close(): void;
}

/**
 * Listens where only programs of this user can connect: at a socket in a folder that only the user may look into, or at a pipe whose name
 * cannot be guessed. This is the only place where the engine opens a socket, and it is never one of the network.
 */
export async function listen(folder: string, onConnection: (socket: Socket) => void): Promise<Listening> {
  const name = randomBytes(process.platform === 'win32' ? 16 : 4).toString('hex');
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\cloze-${name}` : join(folder, `${name}.sock`);
  const server = createServer(onConnection);
  server.maxConnections = maxConnections;
  await bind(server, address);
  if (process.platform !== 'win32') await chmod(address, 0o600);
  return { address, close: () => void server.close() };
}

/** The file of a socket gets its rights when it is made, by what the process masks then. */
function bind(server: Server, address: string): Promise<void> {
  const masked = process.umask(0o177);
  try {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
  } finally {
    process.umask(masked);
  }
}
