import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Where the watcher listens, as it is told by its environment. */
export const portVariable = 'CLOZE_BENCH_PORT';

/**
 * The whole of a small extension that shares its process with Cloze. Asked for `/start`, it begins to watch the event loop; asked for
 * `/stop`, it answers with the longest time in milliseconds for which the loop could not turn. It wakes once a millisecond, so shorter
 * blocks are not seen.
 */
export function activate(): void {
  const turns = monitorEventLoopDelay({ resolution: 1 });
  createServer((request, response) => {
    // The delay of a turn holds the millisecond that was waited for.
    const longest = Math.max(0, turns.max / 1e6 - 1);
    if (request.url === '/start') {
      turns.reset();
      turns.enable();
    } else turns.disable();
    response.end(JSON.stringify(longest));
  }).listen(Number(process.env[portVariable]), '127.0.0.1');
}
