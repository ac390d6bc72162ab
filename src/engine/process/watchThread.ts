import type { MessagePort } from 'node:worker_threads';
import * as v from 'valibot';
import { Watchdog } from '../../common/watchdog/watchdog.js';
import { processClock } from './processClock.js';

/** What the watching thread is to do; times are in milliseconds. */
export const watchTask = v.object({
  policy: v.object({ startMs: v.number(), askAfterMs: v.number(), patienceMs: v.number(), misses: v.number() }),
  /** How often it is looked whether the programs of the clients are still there. */
  clientsMs: v.number(),
});
export interface WatchTask extends v.InferOutput<typeof watchTask> {}

/** What the main thread tells: work begins or has ended, it is alive, or these are its clients' processes. */
export type WatchNews = 'begin' | 'end' | 'alive' | { readonly clients: readonly number[] };

/**
 * Ends this process by force where its main thread hangs: it is silent although it has nothing to do, or all its clients are gone and it does
 * not notice. No client could judge that, since it does not know what another has asked for.
 */
export function watchThread(main: MessagePort, { policy, clientsMs }: WatchTask): void {
  let answered: () => void = () => undefined;
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  const ping = (): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve;
      main.postMessage('are you there');
    });
  const watchdog = new Watchdog(policy, processClock, { ping, silent: end });
  const ends: (() => void)[] = [];
  let clients: readonly number[] = [];
  let wereGone = false;
  main.on('message', (news: WatchNews) => {
    if (news === 'begin') ends.push(watchdog.begin());
    else if (news === 'end') ends.pop()?.();
    else if (news === 'alive') answered();
    else clients = news.clients;
  });
  // A main thread that is well hears of the end of its clients at once.
  setInterval(() => {
    const areGone = clients.length > 0 && !clients.some(isAlive);
    if (areGone && wereGone) end();
    wereGone = areGone;
  }, clientsMs);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
