import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { contentHash } from '../download/contentHash.js';
import type { CachedRepository } from './hubCache.js';

/** What a check of a cached file found. */
export interface CheckedFile {
  /** In the snapshot. */
  readonly path: string;
  readonly state: 'intact' | 'damaged' | 'missing' | 'unknown';
}

/** Compares the files of a snapshot with the hashes that their blobs are named by. Needs no network. */
export async function verifyFiles(cached: CachedRepository, commit: string, isCancelled: () => boolean): Promise<CheckedFile[]> {
  const folder = cached.snapshot(commit);
  const names = (await readdir(folder, { recursive: true })).sort();
  const checked: CheckedFile[] = [];
  for (const name of names) {
    if (isCancelled()) break;
    const place = path.join(folder, name);
    const entry = await stat(place).catch(() => undefined);
    if (entry?.isDirectory() === true) continue;
    checked.push({ path: name, state: entry === undefined ? 'missing' : await stateOf(place, entry.size) });
  }
  return checked;
}

async function stateOf(place: string, bytes: number): Promise<CheckedFile['state']> {
  const hash = path.basename(await realpath(place));
  const hashKind = /^[0-9a-f]{64}$/.test(hash) ? 'sha256' : 'git';
  if (hashKind === 'git' && !/^[0-9a-f]{40}$/.test(hash)) return 'unknown';
  const actual = contentHash({ hashKind, bytes });
  for await (const part of createReadStream(place)) actual.update(part as Uint8Array);
  return actual.digest('hex') === hash ? 'intact' : 'damaged';
}

/** How many bytes a cached repository takes on the disk. */
export async function bytesOf(cached: CachedRepository): Promise<number> {
  const blobs = path.join(cached.folder, 'blobs');
  const sizes = await Promise.all((await readdir(blobs).catch(() => [])).map(async (name) => (await stat(path.join(blobs, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
