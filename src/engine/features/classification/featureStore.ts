import { createHash } from 'node:crypto';
import { appendFile, chmod, open, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type FeatureSource, featureCount } from '../../../common/classifierHead.js';
import { makeFolder } from '../../makeFolder.js';

/** A file of features that has grown larger than this starts anew. */
const mostBytes = 256 * 2 ** 20;

/** Rows that are kept in memory; the latest ones. */
const mostKept = 512;

const keyBytes = 16;

/** Features tell something of the texts that they were computed from. */
const ownersOnly = { mode: 0o600 };

/**
 * Keeps features on disk, a file for each source, so that training again after some labels changed takes seconds. A file is a list of
 * records: the first bytes of the text's sha256, then the features as float32. It is only ever appended to; a record that a crash cut off
 * is taken away. Without a folder that can be written, features are computed each time.
 */
export class FeatureStore {
  readonly #kept = new Map<string, Float32Array>();
  /** For each file: the places of its records. */
  readonly #indexes = new Map<string, Promise<Map<string, number>>>();

  constructor(private readonly folder: string) {}

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
    for (const [key, row] of fresh) this.#keep(file, key, row);
    return keys.map((key) => found.get(key) as Float32Array);
  }

  #keep(file: string, key: string, row: Float32Array): void {
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= mostKept) this.#kept.delete(oldest);
    this.#kept.set(`${file} ${key}`, row);
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
    index: ReadonlyMap<string, number>,
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
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, (index.get(key) as number) * bytes.length);
        // Another window may have started the file anew meanwhile.
        if (bytesRead < bytes.length || bytes.toString('hex', 0, keyBytes) !== key) continue;
        found.set(key, new Float32Array(bytes.buffer.slice(bytes.byteOffset + keyBytes, bytes.byteOffset + bytes.length)));
      }
    } finally {
      await handle.close();
    }
  }

  /** What cannot be written is computed again next time. */
  async #append(file: string, rows: readonly (readonly [string, Float32Array])[], index: Map<string, number>): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    try {
      await makeFolder(this.folder);
      await chmod(this.folder, 0o700);
      if ((index.size + rows.length) * recordBytes(first[1].length) > mostBytes) {
        await rm(file, { force: true });
        index.clear();
      }
      const records = rows.flatMap(([key, row]) => [Buffer.from(key, 'hex'), Buffer.from(row.buffer, row.byteOffset, row.byteLength)]);
      await appendFile(file, Buffer.concat(records), ownersOnly);
      for (const [key] of rows) index.set(key, index.size);
    } catch {
      index.clear();
    }
  }
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
  return keyBytes + columns * Float32Array.BYTES_PER_ELEMENT;
}

function textKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 2 * keyBytes); // prettier-ignore
}

function fileKey({ kind, hash, layers, pooling }: FeatureSource): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, hash, layers, pooling]))
    .digest('hex')
    .slice(0, 32);
}
