import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import type { Clock } from '../../common/clock.js';
import { parseJson } from '../../common/parseJson.js';
import { FirstLine } from '../../common/sharing/firstLine.js';
import { hello, type Welcome } from '../../common/sharing/handshake.js';

/** How long a program that connects may take to show that it may. */
const patienceMs = 5_000;

/** Whom a process takes as a client, and what it shows it. */
export interface Admission {
  readonly key: string;
  readonly clientSecret: string;
  readonly engineSecret: string;
  readonly clock: Clock;
}

/** Calls back with a connection whose other end has shown that it is a client; ends all others, with a reason where they said something. */
export function admit(socket: Socket, admission: Admission, admitted: () => void): void {
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
    const answer = received.kind === 'line' ? answerTo(received.line, admission) : undefined;
    if (answer === undefined) socket.destroy();
    else if ('refused' in answer) socket.end(lineOf(answer));
    else {
      socket.write(lineOf(answer));
      admitted();
    }
  };
  socket.on('data', read);
}

/** None to what is not said by a client. */
function answerTo(line: string, { key, clientSecret, engineSecret }: Admission): Welcome | undefined {
  const said = v.safeParse(hello, parsed(line));
  if (!said.success) return undefined;
  if (!timingSafeEqual(Buffer.from(said.output.secret), Buffer.from(clientSecret))) return { refused: 'it does not know the secret' };
  if (said.output.key !== key) return { refused: 'it is of another version or has other settings' };
  return { secret: engineSecret, pid: process.pid };
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
