import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import type { Checkpoint } from '../models/checkpoint.js';
import { buildCausalGraph, type CausalGraphOptions } from './causalGraph.js';
import { buildEncoderGraph, type EncoderGraphOptions } from './encoderGraph.js';
import { makeFolder } from '../makeFolder.js';
import { WeightFile } from './weights/weightFile.js';

/** Goes up whenever the same checkpoint gives another graph. */
const graphVersion = 4;

/** Unfinished graphs of a process that died are removed after this time. */
const abandonedAfterMs = 24 * 3600 * 1000;

/** Graphs that nobody used for this long are removed. */
const forgottenAfterMs = 60 * 24 * 3600 * 1000;

/** Writes a graph, its weights to the file; returns the encoded graph. */
type GraphWriter = (weights: WeightFile) => Promise<Uint8Array>;

/** The path of a causal model's graph on disk, built if it is not there yet. */
export function cachedCausalGraph(checkpoint: Checkpoint, options: CausalGraphOptions, cacheFolder: string): Promise<string> {
  return cachedGraph(checkpoint, options, (weights) => buildCausalGraph(checkpoint, options, weights), cacheFolder);
}

/** The path of an encoder's graph on disk, built if it is not there yet. */
export function cachedEncoderGraph(checkpoint: Checkpoint, options: EncoderGraphOptions, cacheFolder: string): Promise<string> {
  return cachedGraph(checkpoint, options, (weights) => buildEncoderGraph(checkpoint, options, weights), cacheFolder);
}

/**
 * A graph is named after what it was built from, and appears under its final name only when it is whole, so that
 * neither a full disk nor a killed process nor a second window can leave a broken one.
 */
async function cachedGraph(
  checkpoint: Checkpoint,
  options: CausalGraphOptions | EncoderGraphOptions,
  write: GraphWriter,
  cacheFolder: string,
): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([graphVersion, checkpoint.fingerprint, options]))
    .digest('hex')
    .slice(0, 32);
  const folder = join(cacheFolder, key);
  const path = join(folder, 'model.onnx');
  if (await touched(path)) return path;
  const unfinished = join(cacheFolder, `${key}.${randomUUID()}.unfinished`);
  try {
    await makeFolder(unfinished);
    await removeOldEntries(cacheFolder);
    await writeGraph(write, unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another window may have been faster; its graph is as good.
    if (await touched(path)) return path;
    throw error instanceof ClozeError ? error : diskError(cacheFolder, error);
  }
  return path;
}

async function writeGraph(write: GraphWriter, folder: string): Promise<void> {
  const file = await WeightFile.create(join(folder, 'weights.bin'), 'weights.bin');
  try {
    const graph = await write(file);
    await file.finish();
    await writeFile(join(folder, 'model.onnx'), graph);
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** Whether the file is there; marks it as used now. */
async function touched(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function removeOldEntries(cacheFolder: string): Promise<void> {
  for (const entry of await readdir(cacheFolder)) {
    const marker = entry.endsWith('.unfinished') ? join(cacheFolder, entry) : join(cacheFolder, entry, 'model.onnx');
    const limit = entry.endsWith('.unfinished') ? abandonedAfterMs : forgottenAfterMs;
    const age = await stat(marker).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > limit) await rm(join(cacheFolder, entry), { recursive: true, force: true });
  }
}

function diskError(cacheFolder: string, error: unknown): ClozeError {
  const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  const reason = error instanceof Error ? error.message : String(error);
  return new ClozeError(
    {
      code: 'disk',
      message: full
        ? `The disk is full: Cloze could not write the model's graph to "${cacheFolder}". Free some space, then try again. Nothing was left half-written.`
        : `Cloze could not write the model's graph to "${cacheFolder}": ${reason}. Check the folder's permissions, then try again.`,
      action: 'show-log',
    },
    { cause: error },
  );
}
