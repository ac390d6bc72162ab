import { CachedRepository } from '../cache/hubCache.js';
import type { Hub } from '../hub/hub.js';
import type { HubFile, Repository } from '../hub/repository.js';
import { downloadFile } from './downloadFile.js';

/** Files that are on their way at the same time. */
const connections = 4;

/**
 * Brings files into the cache, several at a time; those that are there are not asked for.
 * @param onBytes how many bytes of all files are there
 * @throws ClozeError the first failure, after the other downloads have stopped
 */
export async function downloadFiles(
  hubFor: (signal: AbortSignal) => Hub,
  cancel: AbortSignal,
  cached: CachedRepository,
  repository: Repository,
  files: readonly HubFile[],
  onBytes: (bytes: number) => void,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([cancel, stop.signal]);
  const hub = hubFor(signal);
  const arrived = new Map<string, number>();
  const tell = (file: HubFile, bytes: number): void => {
    arrived.set(file.path, bytes);
    onBytes([...arrived.values()].reduce((sum, each) => sum + each, 0));
  };
  // Two names for one content are one download.
  const waiting = [...new Map(files.map((file) => [file.hash, file])).values()];
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && failure === undefined; file = waiting.shift()) {
      try {
        await bring(hub, cached, repository, file, tell);
      } catch (error) {
        failure ??= { error };
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  if (failure !== undefined) throw failure.error;
  for (const file of files) await cached.show(repository.commit, file);
}

async function bring(
  hub: Hub,
  cached: CachedRepository,
  repository: Repository,
  file: HubFile,
  tell: (file: HubFile, bytes: number) => void,
): Promise<void> {
  if (!(await cached.has(file))) {
    await downloadFile(hub, repository, file, cached.partial(file), (bytes) => tell(file, bytes));
    await cached.keep(file);
  }
  tell(file, file.bytes);
}
