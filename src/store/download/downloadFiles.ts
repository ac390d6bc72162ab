import { CachedRepository } from '../cache/hubCache.js';
import type { Hub } from '../hub/hub.js';
import type { HubFile, Repository } from '../hub/repository.js';
import { downloadFile } from './downloadFile.js';
import { hubFileSource } from './hubFileSource.js';
import type { Pieces } from './rangesAhead.js';

/** Connections at the same time: of several files, or of parts of one. */
const connections = 4;

/** Parts of a large file; a cancel loses at most what arrived early, three of them. */
const pieceBytes = 16 * 1024 * 1024;

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
  bytes = pieceBytes,
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
  const pieces = { connections: Math.floor(connections / Math.min(connections, Math.max(1, waiting.length))), bytes };
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && failure === undefined; file = waiting.shift()) {
      try {
        await bring(hub, cached, repository, file, pieces, tell);
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
  pieces: Pieces,
  tell: (file: HubFile, bytes: number) => void,
): Promise<void> {
  if (!(await cached.has(file))) {
    await downloadFile(hubFileSource(hub, repository, file), cached.partial(file), pieces, (bytes) => tell(file, bytes));
    await cached.keep(file);
  }
  tell(file, file.bytes);
}
