import { type Hash, createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { HubFile } from '../hub/repository.js';

/** A hash that grows with the content, as the listing states it: of the bytes, or as git names a blob of that length. */
export function contentHash({ hashKind, bytes }: Pick<HubFile, 'hashKind' | 'bytes'>): Hash {
  return hashKind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}

/** Adds the first bytes of a file to a hash. */
export async function addFile(hash: Hash, file: FileHandle, bytes: number, signal: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  for (let position = 0; position < bytes;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, bytes - position), position);
    if (bytesRead === 0) return;
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
