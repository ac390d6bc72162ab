/** What this process has in memory, mapped files included, and the most that it had. */
export function memoryOfProcess(): Promise<{ readonly residentBytes: number; readonly peakBytes: number }> {
  return Promise.resolve({ residentBytes: process.memoryUsage.rss(), peakBytes: process.resourceUsage().maxRSS * 1024 });
}
