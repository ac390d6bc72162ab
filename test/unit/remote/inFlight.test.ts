import { expect, test } from 'vitest';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { InFlight } from '../../../src/remote/server/inFlight.js';

/** Requests that are answered when they are told to, on a clock of their own. */
class Server {
  now = 0;
  readonly flight = new InFlight(() => this.now);
  readonly asked: (() => void)[] = [];
  readonly ask = (): Promise<void> => new Promise((resolve) => this.asked.push(resolve));

  /** Asks so many, and answers all after this time. */
  async round(count: number, tookMs: number): Promise<number> {
    const all = Array.from({ length: count }, () => this.flight.run(this.ask));
    let most = 0;
    for (let answered = 0; answered < count;) {
      await turn();
      const underWay = this.asked.splice(0);
      most = Math.max(most, underWay.length);
      this.now += tookMs;
      for (const answer of underWay) answer();
      answered += underWay.length;
    }
    await Promise.all(all);
    return most;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('Four are under way at first, more while answers come soon, and never more than the memory allows', async () => {
  const server = new Server();
  expect(await server.round(4, 100)).toBe(4);
  expect(await server.round(200, 100)).toBe(server.flight.most);
});

test('Once one has taken its time they grow slowly', async () => {
  const server = new Server();
  await server.round(4, 3000);
  expect(await server.round(100, 100)).toBeLessThan(20);
});

test('Where answers are late there are fewer, down to one', async () => {
  const server = new Server();
  await server.round(60, 10_000);
  expect(server.flight.limit).toBe(1);
  expect(await server.round(4, 3000)).toBe(1);
});

test('A server that is busy gets half of it', () => {
  const { flight } = new Server();
  flight.isBusy();
  expect(flight.limit).toBe(2);
  for (let times = 0; times < 10; times++) flight.isBusy();
  expect(flight.limit).toBe(1);
});

test('A large answer counts as several, and one that is larger than all waits for no more than the others', async () => {
  const server = new Server();
  const large = server.flight.run(server.ask, { size: 2 });
  const small = Array.from({ length: 3 }, () => server.flight.run(server.ask));
  await turn();
  expect(server.asked).toHaveLength(3);
  for (const answer of server.asked.splice(0)) answer();
  await turn();
  for (const answer of server.asked.splice(0)) answer();
  await Promise.all([large, ...small]);
  const huge = server.flight.run(server.ask, { size: 1000 });
  await turn();
  expect(server.asked).toHaveLength(1);
  server.asked[0]?.();
  await huge;
});

test('One that waits ends with its cancel, and its place is free', async () => {
  const server = new Server();
  const source = new CancellationSource();
  const all = Array.from({ length: 4 }, () => server.flight.run(server.ask));
  const waiting = server.flight.run(server.ask, { cancel: source.token });
  source.cancel();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  for (const answer of server.asked) answer();
  await Promise.all(all);
  expect(server.asked).toHaveLength(4);
  await expect(server.flight.run(server.ask, { cancel: source.token })).rejects.toMatchObject({ code: 'cancelled' });
});

test('A failed request gives its place back', async () => {
  const { flight } = new Server();
  for (let times = 0; times < 20; times++) await flight.run(() => Promise.reject(new Error('no'))).catch(() => undefined);
  expect(await flight.run(() => Promise.resolve('yes'))).toBe('yes');
});
