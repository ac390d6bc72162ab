import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEntry, Started } from '../../../../src/common/sharing/handshake.js';
import { defaultHostingPolicy } from '../../../../src/engine/process/hostingTransitions.js';
import { SharedProcess } from '../../../../src/engine/process/sharedProcess.js';
import { FakeClock } from '../../../util/fakeClock.js';

const key = 'k'.repeat(32);

let folder: string;
let clock: FakeClock;
let exits: number;
let sockets: Socket[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  clock = new FakeClock();
  exits = 0;
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  // All without a client, whatever it waits for.
  await clock.advance(60_000);
  await rm(folder, { recursive: true, force: true });
});

const watch = { begin: () => () => undefined, clients: () => undefined };

function start(entry = `${key}.1`): Promise<Started> {
  return new SharedProcess({ folder, key, entry }, clock, watch, () => exits++).start();
}

async function entryOf(name = `${key}.1`): Promise<EngineEntry> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as EngineEntry;
}

/** What is answered to what is said, until the connection is closed or something was answered. */
async function answerTo(said: string | undefined): Promise<string> {
  const socket = connect((await entryOf()).address);
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.once('data', (data) => resolve(data.toString()));
    socket.once('close', () => resolve('closed'));
    socket.on('error', () => undefined);
    if (said !== undefined) socket.write(said);
  });
}

async function hello(change: object = {}): Promise<string> {
  const { clientSecret } = await entryOf();
  return `${JSON.stringify({ key, secret: clientSecret, pid: process.pid, ...change })}\n`;
}

describe('Who may use a shared process', () => {
  test('one that knows the secret is shown the other secret', async () => {
    await start();
    const { engineSecret } = await entryOf();
    expect(JSON.parse(await answerTo(await hello()))).toEqual({ secret: engineSecret, pid: process.pid });
  });

  test.each([
    ['a wrong secret', { secret: '0'.repeat(64) }, 'it does not know the secret'],
    ['another version or other settings', { key: 'other' }, 'it is of another version or has other settings'],
  ])('%s is refused with the reason', async (_, change, refused) => {
    await start();
    expect(JSON.parse(await answerTo(await hello(change)))).toEqual({ refused });
  });

  test.each([
    ['a request without a handshake', 'Content-Length: 2\r\n\r\n{}\n'],
    ['a handshake without a secret', `${JSON.stringify({ key })}\n`],
    ['a secret that is none', `${JSON.stringify({ key, secret: 'short' })}\n`],
    ['garbage', '\u0000\u0001\n'],
    ['a line without end', 'x'.repeat(5000)],
    ['what is nested deep', `${'['.repeat(3000)}\n`],
  ])('%s is answered with nothing', async (_, said) => {
    await start();
    expect(await answerTo(said)).toBe('closed');
  });

  test('a handshake with a request right behind it is none', async () => {
    await start();
    expect(await answerTo(`${await hello()}Content-Length: 2\r\n\r\n{}`)).toBe('closed');
  });

  test('one that says nothing is not waited for', async () => {
    await start();
    const answer = answerTo(undefined);
    await expect.poll(() => clock.pending).toBe(2);
    await clock.advance(5_000);
    expect(await answer).toBe('closed');
  });
});

describe('How a shared process is found', () => {
  test.skipIf(process.platform === 'win32')('only its user may read where it listens, and connect', async () => {
    await start();
    const { address } = await entryOf();
    expect((await stat(join(folder, `${key}.1`))).mode & 0o777).toBe(0o600);
    expect((await stat(address)).mode & 0o777).toBe(0o600);
  });

  test('of several that start at the same time one is found', async () => {
    const starts = await Promise.all([start(), start(), start()]);
    expect(starts.map(({ kind }) => kind).sort()).toEqual(['listening', 'taken', 'taken']);
    expect((await readdir(folder)).filter((name) => name.endsWith('.sock'))).toHaveLength(1);
  });

  test('what a process that is gone has left is removed by the next', async () => {
    await start();
    const { address } = await entryOf();
    await start(`${key}.2`);
    const left = await readdir(folder);
    expect(left).toContain(`${key}.2`);
    expect(left).not.toContain(`${key}.1`);
    expect(left).not.toContain(address.slice(folder.length + 1));
  });

  test('a folder that is gone is a reason', async () => {
    await rm(folder, { recursive: true });
    expect(await start()).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/\S/) as string });
  });
});

describe('How long a shared process stays', () => {
  test('it waits for its first client half a minute', async () => {
    await start();
    await clock.advance(defaultHostingPolicy.firstMs - 1);
    expect(exits).toBe(0);
    await clock.advance(1);
    await expect.poll(() => exits).toBe(1);
    expect((await readdir(folder)).filter((name) => name.endsWith('.sock'))).toEqual([]);
  });

  test('it stays while it has a client, and a moment after the last', async () => {
    await start();
    await answerTo(await hello());
    await answerTo(await hello());
    await clock.advance(24 * 3600 * 1000);
    sockets[0]?.destroy();
    await expect.poll(() => sockets[0]?.closed).toBe(true);
    await clock.advance(24 * 3600 * 1000);
    expect(exits).toBe(0);
    sockets[1]?.destroy();
    await expect.poll(() => clock.pending).toBe(1);
    await clock.advance(defaultHostingPolicy.lingerMs);
    await expect.poll(() => exits).toBe(1);
  });

  test('a window that loads again finds it still there', async () => {
    await start();
    await answerTo(await hello());
    sockets[0]?.destroy();
    await expect.poll(() => clock.pending).toBe(1);
    await clock.advance(defaultHostingPolicy.lingerMs - 1);
    await answerTo(await hello());
    await clock.advance(24 * 3600 * 1000);
    expect(exits).toBe(0);
  });
});
