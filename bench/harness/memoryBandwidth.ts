import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Far more than the caches of processors hold. */
const bytes = 192 * 2 ** 20;

/**
 * Billions of bytes a second that so many cores read from memory together: the best of five comparisons of equal blocks, which the
 * system's library does at the speed of memory.
 */
export async function memoryBandwidth(cores: number): Promise<number> {
  const readers = Array.from({ length: cores }, () => fork(fileURLToPath(import.meta.url), ['read'], { execArgv: ['--import', 'tsx'] }));
  try {
    await Promise.all(readers.map((reader) => once(reader, 'message')));
    let best = 0;
    for (let round = 0; round < 5; round++) {
      const started = performance.now();
      const answers = readers.map((reader) => once(reader, 'message'));
      for (const reader of readers) reader.send('compare');
      await Promise.all(answers);
      best = Math.max(best, (cores * 2 * bytes) / 1e6 / (performance.now() - started));
    }
    return best;
  } finally {
    for (const reader of readers) reader.disconnect();
  }
}

/** What a process does that reads. */
function read(): void {
  const [one, other] = [Buffer.alloc(bytes, 1), Buffer.alloc(bytes, 1)];
  process.on('message', () => process.send?.(one.compare(other)));
  process.send?.('ready');
}

if (process.argv[2] === 'read' && process.send !== undefined) read();
