import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * The longest time, in milliseconds, for which this process's event loop could not turn while `work` ran. The measure wakes once a
 * millisecond, so blocks shorter than that are not seen. Runs wherever Node does, the extension host included.
 */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  try {
    await work();
  } finally {
    histogram.disable();
  }
  // The delay of a turn holds the millisecond that was waited for.
  return Math.max(0, histogram.max / 1e6 - 1);
}
