import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/backend/shared/connectEngine.js';
import type { EngineEntry } from '../../../../src/common/sharing/handshake.js';
import { FakeClock } from '../../../util/fakeClock.js';

const clientSecret = 'c'.repeat(64);
const engineSecret = 'e'.repeat(64);

let folder: string;
let server: Server | undefined;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** An entry that names a socket at which something listens that gives this answer to whatever is said; none that goes away instead. */
async function listening(answer: string | undefined): Promise<EngineEntry> {
  const entry = { address: join(folder, 'a.sock'), pid: process.pid, clientSecret, engineSecret };
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer === undefined ? socket.destroy() : socket.write(answer)));
    socket.once('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server?.listen(entry.address, resolve));
  return entry;
}

describe.skipIf(process.platform === 'win32')('What listens where an engine should', () => {
  test('is the engine where it shows its secret', async () => {
    const connected = await connectEngine(await listening(`${JSON.stringify({ secret: engineSecret, pid: 7 })}\n`), 'k', new FakeClock());
    expect(connected).toMatchObject({ kind: 'connected', pid: 7 });
    if (connected.kind === 'connected') connected.socket.destroy();
  });

  test.each([
    ['does not know the secret', `${JSON.stringify({ secret: 'f'.repeat(64), pid: 7 })}\n`, 'does not know the secret of the engine'],
    ['says why it refuses the window', '{"refused":"it is of another version"}\n', 'it refuses this window: it is of another version'],
    ['says something else', 'HTTP/1.1 400 Bad Request\n', 'is not an engine of Cloze'],
    ['says no more than half', 'x'.repeat(5000), 'is not an engine of Cloze'],
    ['says more than is due', `${JSON.stringify({ secret: engineSecret, pid: 7 })}\n{}`, 'is not an engine of Cloze'],
  ])('is refused where it %s', async (_, answer, reason) => {
    await expect(connectEngine(await listening(answer), 'k', new FakeClock())).rejects.toThrow(reason);
  });

  test('is asked for again where it goes away', async () => {
    expect(await connectEngine(await listening(undefined), 'k', new FakeClock())).toEqual({ kind: 'lost' });
  });

  test('is gone where nothing listens', async () => {
    const entry = await listening('');
    await new Promise((resolve) => server?.close(resolve));
    expect(await connectEngine(entry, 'k', new FakeClock())).toEqual({ kind: 'gone' });
  });

  test('is not waited for where it says nothing', async () => {
    const clock = new FakeClock();
    const refused = expect(connectEngine(await listening(''), 'k', clock)).rejects.toThrow('it does not answer');
    await expect.poll(() => new Promise((resolve) => server?.getConnections((_, count) => resolve(count)))).toBe(1);
    await clock.advance(15_000);
    await refused;
  });
});
