import { connect, type Socket } from 'node:net';
import * as v from 'valibot';
import type { Clock } from '../../common/clock.js';
import { parseJson } from '../../common/parseJson.js';
import { FirstLine, type Received } from '../../common/sharing/firstLine.js';
import { type EngineEntry, type Hello, welcome } from '../../common/sharing/handshake.js';
import { SharingRefused } from './sharingRefused.js';

/** How long a process may take to answer: it may be in the middle of a step for another client, or the computer may have slept. */
const patienceMs = 15_000;

/**
 * What came of a connection: one that both sides have agreed on, a process that is gone, or one that went away before it answered, as one
 * does that is at its end.
 */
export type Connected = { readonly kind: 'connected'; readonly socket: Socket; readonly pid: number } | { readonly kind: 'gone' | 'lost' };

/** Connects to an engine's process. Fails with a `SharingRefused` where it is not the one, or says nothing. */
export async function connectEngine(entry: EngineEntry, key: string, clock: Clock): Promise<Connected> {
  const socket = connect(entry.address);
  const timer = clock.schedule(patienceMs, () => socket.destroy(new SharingRefused('it does not answer')));
  try {
    const opened = await opening(socket);
    if (!opened) return { kind: 'gone' };
    socket.write(`${JSON.stringify({ key, secret: entry.clientSecret, pid: process.pid } satisfies Hello)}\n`);
    const received = await firstLine(socket);
    if (received === undefined) return { kind: 'lost' };
    return { kind: 'connected', socket, pid: pidIn(received, entry) };
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    timer.dispose();
  }
}

/** Whether someone listens. */
function opening(socket: Socket): Promise<boolean> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(false);
      else reject(error);
    });
  });
}

/** What the other side says first; none where it goes away instead. */
function firstLine(socket: Socket): Promise<Received | undefined> {
  return new Promise((resolve, reject) => {
    const line = new FirstLine();
    const read = (chunk: Uint8Array): void => {
      const received = line.add(chunk);
      if (received.kind === 'some') return;
      socket.off('data', read);
      socket.pause();
      resolve(received);
    };
    socket.on('data', read);
    // One that is broken off says so before it is closed.
    socket.once('error', (error) => (error instanceof SharingRefused ? reject(error) : resolve(undefined)));
    socket.once('close', () => resolve(undefined));
  });
}

function pidIn(received: Received, { engineSecret }: EngineEntry): number {
  const said = v.safeParse(welcome, received.kind === 'line' ? parsed(received.line) : undefined);
  if (!said.success) throw new SharingRefused('what answers is not an engine of Cloze');
  if ('refused' in said.output) throw new SharingRefused(`it refuses this window: ${said.output.refused}`);
  if (said.output.secret !== engineSecret) throw new SharingRefused('what answers does not know the secret of the engine');
  return said.output.pid;
}

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
