import { createHash } from 'node:crypto';
import { chmod, open, readdir, readFile, rm, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { BoundedMap } from '../../../../common/boundedMap.js';
import { type FeatureSource, featureCount } from '../../../../common/classifierHead.js';
import { makeFolder } from '../../../makeFolder.js';
import { writeWhole } from '../../../writeWhole.js';

/** How large the folder may become. */
const defaultMaxBytes = 512 * 2 ** 20;

/** Goes up whenever records are written in another way; files of earlier versions go like others that are not used. */
const version = 2;

/** Rows that are kept in memory; the latest ones. */
const maxKept = 512;

const keyBytes = 16;
const sumBytes = 4;
const headBytes = keyBytes + sumBytes;

/** Features tell something of the texts that they were computed from. */
const ownersOnly = { mode: 0o600 };

/**
 * Keeps features on disk, a file for each source, so that training again after some labels changed takes seconds. A file is a list of
 * records: the first bytes of the text's sha256, the CRC-32 of the features, then the features as float32. It is appended to; a record
 * that a crash cut off is taken away, and one that is damaged counts as none. When the folder becomes too large, the files that were not
 * used for longest go; a file that fills half of it by itself keeps the records that were used last. Without a folder that can be written,
 * features are computed each time.
 */
export class FeatureStore {
  readonly #kept = new BoundedMap<string, Float32Array>(maxKept);
  /** For each file: the places of its records, those that were used last at the end. */
  readonly #indexes = new Map<string, Promise<Map<string, number>>>();

  constructor(
    private readonly folder: string,
    private readonly maxBytes: number = defaultMaxBytes,
  ) {}

  /** Features of texts, those that are not there computed; in the order of the texts. */
  async rows(
    source: FeatureSource,
    texts: readonly string[],
    compute: (texts: readonly string[]) => Promise<Float32Array[]>,
  ): Promise<Float32Array[]> {
    const file = join(this.folder, `${fileKey(source)}.features`);
    const keys = texts.map(textKey);
    const found = new Map<string, Float32Array>();
    const index = await this.#indexOf(file, featureCount(source));
    await this.#read(file, featureCount(source), keys, index, found);
    const missing = new Map(keys.flatMap((key, at) => (found.has(key) ? [] : [[key, texts[at] as string] as const])));
    const computed = await compute([...missing.values()]);
    const fresh = [...missing.keys()].map((key, at) => [key, computed[at] as Float32Array] as const);
    for (const [key, row] of fresh) found.set(key, row);
    await this.#append(file, fresh, index);
    for (const [key, row] of fresh) this.#kept.set(`${file} ${key}`, row);
    return keys.map((key) => found.get(key) as Float32Array);
  }

  #indexOf(file: string, columns: number): Promise<Map<string, number>> {
    const known = this.#indexes.get(file) ?? readIndex(file, recordBytes(columns));
    this.#indexes.set(file, known);
    return known;
  }

  async #read(
    file: string,
    columns: number,
    keys: readonly string[],
    index: Map<string, number>,
    found: Map<string, Float32Array>,
  ): Promise<void> {
    const onDisk = keys.filter((key) => {
      const kept = this.#kept.get(`${file} ${key}`);
      if (kept !== undefined) found.set(key, kept);
      return kept === undefined && index.has(key);
    });
    if (onDisk.length === 0) return;
    const handle = await open(file, 'r').catch(() => undefined);
    if (handle === undefined) return;
    try {
      for (const key of onDisk) {
        const bytes = Buffer.alloc(recordBytes(columns));
        const place = index.get(key) as number;
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, place * bytes.length);
        index.delete(key);
        // Another window may have written the file again meanwhile, or the disk may have damaged it.
        if (bytesRead < bytes.length || bytes.toString('hex', 0, keyBytes) !== key || !isWhole(bytes)) continue;
        index.set(key, place);
        found.set(key, new Float32Array(bytes.buffer.slice(bytes.byteOffset + headBytes, bytes.byteOffset + bytes.length)));
      }
      await noteUse(file);
    } finally {
      await handle.close();
    }
  }

  /** What cannot be written is computed again next time. */
  async #append(file: string, rows: readonly (readonly [string, Float32Array])[], index: Map<string, number>): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const size = recordBytes(first[1].length);
    try {
      await makeFolder(this.folder);
      await chmod(this.folder, 0o700);
      if ((index.size + rows.length) * size > this.maxBytes / 2)
        await keepLastUsed(file, index, size, Math.floor(this.maxBytes / 4 / size));
      const place = await appendRecords(file, size, rows);
      for (const [at, [key]] of rows.entries()) index.set(key, place + at);
      for (const removed of await removeLeastUsed(this.folder, this.maxBytes, file)) this.#indexes.delete(removed);
    } catch {
      index.clear();
    }
  }
}

/** Appends records after the last whole one, and returns the place of the first. */
async function appendRecords(file: string, size: number, rows: readonly (readonly [string, Float32Array])[]): Promise<number> {
  const handle = await open(file, 'a', ownersOnly.mode);
  try {
    // Another window may have appended to the file meanwhile.
    const place = Math.floor((await handle.stat()).size / size);
    await handle.truncate(place * size);
    await handle.appendFile(Buffer.concat(rows.map(([key, row]) => record(key, row))));
    return place;
  } finally {
    await handle.close();
  }
}

/** Writes a file again with the records that were used last, so many of them at most. */
async function keepLastUsed(file: string, index: Map<string, number>, size: number, count: number): Promise<void> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const kept = [...index].slice(Math.max(0, index.size - count));
  await writeWhole(file, Buffer.concat(kept.map(([, place]) => bytes.subarray(place * size, (place + 1) * size))));
  index.clear();
  for (const [place, [key]] of kept.entries()) index.set(key, place);
}

/** Removes files until the folder is small enough, the one first that was not used for longest; returns those that went. */
async function removeLeastUsed(folder: string, maxBytes: number, inUse: string): Promise<string[]> {
  const paths = (await readdir(folder)).map((name) => join(folder, name));
  const files = await Promise.all(paths.map(async (path) => ({ path, entry: await stat(path).catch(() => undefined) })));
  const known = files.flatMap(({ path, entry }) => (entry?.isFile() === true ? [{ path, size: entry.size, usedAt: entry.mtimeMs }] : []));
  let total = known.reduce((sum, { size }) => sum + size, 0);
  const removed: string[] = [];
  for (const { path, size } of known.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= maxBytes) break;
    if (path === inUse) continue;
    await rm(path, { force: true });
    total -= size;
    removed.push(path);
  }
  return removed;
}

/** Files that are used stay. Where the time cannot be noted, as in a folder that is only read, none is removed either. */
async function noteUse(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

/** Where each text's record is. */
async function readIndex(file: string, size: number): Promise<Map<string, number>> {
  const index = new Map<string, number>();
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const count = Math.floor(bytes.length / size);
  if (count * size < bytes.length) await truncate(file, count * size).catch(() => undefined);
  for (let record = 0; record < count; record++) index.set(bytes.toString('hex', record * size, record * size + keyBytes), record);
  return index;
}

function recordBytes(columns: number): number {
  return headBytes + columns * Float32Array.BYTES_PER_ELEMENT;
}

function record(key: string, row: Float32Array): Buffer {
  const features = Buffer.from(row.buffer, row.byteOffset, row.byteLength);
  const sum = Buffer.alloc(sumBytes);
  sum.writeUInt32LE(crc32(features));
  return Buffer.concat([Buffer.from(key, 'hex'), sum, features]);
}

function isWhole(bytes: Buffer): boolean {
  return bytes.readUInt32LE(keyBytes) === crc32(bytes.subarray(headBytes));
}

function textKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 2 * keyBytes); // prettier-ignore
}

function fileKey({ kind, hash, layers, pooling, gap, adapter }: FeatureSource): string {
  return createHash('sha256')
    .update(JSON.stringify([version, kind, hash, layers, pooling, ...(adapter ? [adapter.hash] : []), ...(gap ?? [])]))
    .digest('hex')
    .slice(0, 32);
}
