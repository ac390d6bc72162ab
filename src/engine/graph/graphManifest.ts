import { lstat, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isRecord } from '../models/json.js';
import type { LargestValue } from './weights/checkedCheckpoint.js';

/** What a built graph consists of. */
export const graphFile = 'model.onnx';
export const weightsFile = 'weights.bin';
/** While it is built: what of it is stored. */
export const stepsFile = 'steps.jsonl';
const manifestFile = 'manifest.json';

/** What is read at a time: large enough to be fast, small enough to cost no memory. */
const pieceBytes = 4 * 2 ** 20;

interface FileRecord {
  readonly bytes: number;
  /** CRC-32: it notices every flipped bit and every run of up to 32 of them, and reads gigabytes a second. */
  readonly crc: number;
}

/**
 * Notes what the files of a built graph are, so that damage to them is noticed.
 * @param key what the graph was built from
 * @param largest the largest of its weights
 */
export async function writeManifest(folder: string, key: string, largest?: LargestValue): Promise<void> {
  const files: Record<string, FileRecord> = {};
  for (const name of [graphFile, weightsFile]) files[name] = await recordOf(join(folder, name));
  await writeSynced(join(folder, manifestFile), JSON.stringify({ key, files, ...(largest && { largest }) }));
}

/** The largest weights of a built graph, where its manifest tells. */
export async function largestWeights(folder: string): Promise<LargestValue | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, manifestFile), 'utf8'));
    const largest = isRecord(manifest) && isRecord(manifest.largest) ? manifest.largest : {};
    const { tensor, value } = largest;
    return typeof tensor === 'string' && typeof value === 'number' ? { tensor, value } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a folder holds the whole graph of this key, to the last bit. Sizes are compared first, contents then. */
export async function isWhole(folder: string, key: string): Promise<boolean> {
  try {
    // A pipe in place of a file would never end.
    if (!(await lstat(join(folder, manifestFile))).isFile()) return false;
    const manifest: unknown = JSON.parse(await readFile(join(folder, manifestFile), 'utf8'));
    if (!isRecord(manifest) || manifest.key !== key || !isRecord(manifest.files)) return false;
    const { files } = manifest;
    const records = [graphFile, weightsFile].map((name) => [join(folder, name), files[name]] as const);
    for (const [path, record] of records) {
      const entry = await lstat(path);
      if (!isRecord(record) || !entry.isFile() || entry.size !== record.bytes) return false;
    }
    for (const [path, record] of records) {
      if ((await recordOf(path)).crc !== (record as FileRecord).crc) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Writes a new file, and returns when it is on the disk. */
export async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The next piece is read while one is summed up. */
async function recordOf(path: string): Promise<FileRecord> {
  const handle = await open(path, 'r');
  try {
    let bytes = 0;
    let crc = 0;
    const buffers = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)] as const;
    const read = (into: Buffer, position: number): Promise<number> =>
      handle.read(into, 0, pieceBytes, position).then(({ bytesRead }) => bytesRead);
    let [current, other]: readonly [Buffer, Buffer] = buffers;
    let length = await read(current, 0);
    while (length > 0) {
      bytes += length;
      const next = read(other, bytes);
      crc = crc32(current.subarray(0, length), crc);
      length = await next;
      [current, other] = [other, current];
    }
    return { bytes, crc };
  } finally {
    await handle.close();
  }
}
