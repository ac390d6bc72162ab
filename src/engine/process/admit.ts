import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import type { Clock } from '../../common/clock.js';
import { parseJson } from '../../common/parseJson.js';
import { FirstLine } from '../../common/sharing/firstLine.js';
import { hello, type Hello, type Welcome } from '../../common/sharing/handshake.js';

/** How long a program that connects may take to show that it may. */
const patienceMs = 5_000;

/** Whom a process takes as a client, and what it shows it. */
export interface Admission {
  readonly key: string;
  readonly clientSecret: string;
  readonly engineSecret: string;
  readonly clock: Clock;
}

/**
 * Calls back where the other end of a connection has shown that it is a client, with its process's number; ends all others, with a reason
 * where they said something.
 */
export function admit(socket: Socket, admission: Admission, admitted: (pid: number) => void): void {
  const line = new FirstLine();
  const timer = admission.clock.schedule(patienceMs, () => socket.destroy());
  // Its end is all that matters of a connection that breaks.
  socket.on('error', () => undefined);
  socket.once('close', () => timer.dispose());
  const read = (chunk: Uint8Array): void => {
    const received = line.add(chunk);
    if (received.kind === 'some') return;
    timer.dispose();
    socket.off('data', read);
    socket.pause();
    const said = v.safeParse(hello, received.kind === 'line' ? parsed(received.line) : undefined);
    if (!said.success) {
      socket.destroy();
      return;
    }
    const refused = whyRefused(said.output, admission);
    if (refused === undefined) {
      socket.write(lineOf({ secret: admission.engineSecret, pid: process.pid }));
      admitted(said.output.pid);
    } else socket.end(lineOf({ refused }));
  };
  socket.on('data', read);
}

function whyRefused({ secret, key }: Hello, admission: Admission): string | undefined {
  if (!timingSafeEqual(Buffer.from(secret), Buffer.from(admission.clientSecret))) return 'it does not know the secret';
  return key === admission.key ? undefined : 'it is of another version or has other settings';
}

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

function lineOf(answer: Welcome): string {
  return `${JSON.stringify(answer)}\n`;
}
