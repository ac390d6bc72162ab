import { createHash } from 'node:crypto';
import { rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import type { Checkpoint } from '../models/checkpoint.js';
import type { Log } from '../log.js';
import { syncFolder } from '../syncFolder.js';
import { type Building, BuildingProgress, estimatedBytes } from './building.js';
import { type BuildFolder, buildFolder, discard, isTaken, tidy } from './cacheFolder.js';
import { buildCausalGraph, type CausalGraphOptions } from './causalGraph.js';
import { buildEncoderGraph, type EncoderGraphOptions } from './encoderGraph.js';
import { graphFile, isWhole, stepsFile, weightsFile, writeManifest, writeSynced } from './graphManifest.js';
import { GraphRefused } from './graphRefused.js';
import { BuildSteps } from './weights/buildSteps.js';
import { type CheckedCheckpoint, checkedCheckpoint } from './weights/checkedCheckpoint.js';
import { checkRoom } from './checkRoom.js';
import { WeightFile } from './weights/weightFile.js';

/** Goes up whenever the same checkpoint gives another graph. */
const graphVersion = 9;

/** A build that is stopped is begun no further back than this. */
const everyBytes = 64 * 2 ** 20;

/** Where built graphs lie, and who is told when one had to be built again. */
export interface GraphCache {
  readonly folder: string;
  readonly log?: Log | undefined;
  /** Is told how far a graph is that has to be built. */
  readonly report?: ((building: Building) => void) | undefined;
}

/** A graph by what it is built from. */
interface Recipe {
  readonly checkpoint: Checkpoint;
  readonly key: string;
  /** About how many bytes the graph will have. */
  readonly bytes: () => number;
  /** Writes the weights to the file; returns the encoded graph. */
  readonly write: (checkpoint: Checkpoint, weights: WeightFile) => Promise<Uint8Array>;
}

/** Loads a causal model's graph from its file on disk, which is built if it is not there yet, and built once more if it does not load. */
export function openCausalGraph<T>(
  checkpoint: Checkpoint,
  options: CausalGraphOptions,
  cache: GraphCache,
  load: (path: string) => Promise<T>,
): Promise<T> {
  return openGraph(recipe(checkpoint, options, (checked, weights) => buildCausalGraph(checked, options, weights)), cache, load); // prettier-ignore
}

/** The same for an encoder's. */
export function openEncoderGraph<T>(
  checkpoint: Checkpoint,
  options: EncoderGraphOptions,
  cache: GraphCache,
  load: (path: string) => Promise<T>,
): Promise<T> {
  return openGraph(recipe(checkpoint, options, (checked, weights) => buildEncoderGraph(checked, options, weights)), cache, load); // prettier-ignore
}

/** The same for a graph that `write` writes as the options say, in single precision. */
export function openOtherGraph<T, O extends { readonly kind: string }>(
  checkpoint: Checkpoint,
  options: O,
  write: (checkpoint: Checkpoint, options: O, weights: WeightFile) => Promise<Uint8Array>,
  cache: GraphCache,
  load: (path: string) => Promise<T>,
): Promise<T> {
  const graph = {
    checkpoint,
    key: keyOf(checkpoint, options),
    bytes: () => estimatedBytes(checkpoint, 'float32', 'float32'),
    write: (checked: Checkpoint, weights: WeightFile) => write(checked, options, weights),
  };
  return openGraph(graph, cache, load);
}

function recipe(checkpoint: Checkpoint, options: CausalGraphOptions | EncoderGraphOptions, write: Recipe['write']): Recipe {
  const bytes = (): number => estimatedBytes(checkpoint, options.precision, options.target.numbers);
  return { checkpoint, key: keyOf(checkpoint, options), bytes, write };
}

function keyOf(checkpoint: Checkpoint, options: object): string {
  return createHash('sha256')
    .update(JSON.stringify([graphVersion, checkpoint.fingerprint, options]))
    .digest('hex')
    .slice(0, 32);
}

/** Graphs that this process has built: to build one of them again would give the same. */
const builtHere = new Set<string>();

async function openGraph<T>(graph: Recipe, cache: GraphCache, load: (path: string) => Promise<T>): Promise<T> {
  const folder = await wholeGraph(graph, cache);
  try {
    return await load(join(folder, graphFile));
  } catch (error) {
    if (!(error instanceof GraphRefused) || builtHere.has(folder)) throw error;
    cache.log?.('warn', `The built graph of ${graph.checkpoint.name} did not load, so it is built again. ${error.message}`);
    await discard(folder);
    return load(join(await build(graph, cache), graphFile));
  }
}

/** The folder of a graph that is whole. One that is damaged is removed and built again. */
async function wholeGraph(graph: Recipe, cache: GraphCache): Promise<string> {
  const { folder: cacheFolder, log } = cache;
  const folder = join(cacheFolder, graph.key);
  await tidy(cacheFolder);
  if (await isWhole(folder, graph.key)) {
    await noteUse(folder);
    return folder;
  }
  if (await isTaken(folder)) {
    log?.('warn', `The built graph of ${graph.checkpoint.name} in ${folder} is damaged, so it is removed and built again.`);
    await discard(folder);
  }
  return build(graph, cache);
}

/**
 * A graph is named after what it was built from, and appears under its final name only when all of it is on the disk, so that neither a
 * full disk nor a killed process nor a second window can leave a broken one. What a killed process has stored of a large one is not
 * stored again.
 */
async function build({ checkpoint, key, bytes, write }: Recipe, { folder: cacheFolder, log, report }: GraphCache): Promise<string> {
  const folder = join(cacheFolder, key);
  let unfinished: BuildFolder | undefined;
  try {
    unfinished = await buildFolder(cacheFolder, key);
    const size = bytes();
    const stored = unfinished.known?.at(-1)?.end ?? 0;
    if (unfinished.known?.length)
      log?.('info', `The graph of ${checkpoint.name} is built on from where it was stopped, at ${Math.round(stored / 1e6)} MB.`);
    await checkRoom(cacheFolder, checkpoint.name, Math.max(0, size - stored));
    const progress = report && new BuildingProgress(checkpoint, size, report);
    const checked = checkedCheckpoint(checkpoint, (values) => progress?.add(values));
    await writeGraph((weights) => write(checked.checkpoint, weights), unfinished, key, checked);
    await writeManifest(unfinished.path, key, checked.seen().largest);
    await syncFolder(unfinished.path);
    await moveTo(folder, unfinished.path, key);
    await syncFolder(cacheFolder);
  } catch (error) {
    if (unfinished) await rm(unfinished.path, { recursive: true, force: true }).catch(() => undefined);
    // Another window may have been faster; its graph is as good.
    if (!(await isWhole(folder, key))) throw error instanceof ClozeError ? error : diskError(cacheFolder, error);
  } finally {
    unfinished?.finish();
  }
  builtHere.add(folder);
  return folder;
}

/** Gives a graph its name. What has this name meanwhile is a graph as good, or stands in the way. */
async function moveTo(folder: string, unfinished: string, key: string): Promise<void> {
  try {
    await rename(unfinished, folder);
  } catch (error) {
    if (!(await isTaken(folder)) || (await isWhole(folder, key))) throw error;
    await discard(folder);
    await rename(unfinished, folder);
  }
}

async function writeGraph(
  write: (weights: WeightFile) => Promise<Uint8Array>,
  { path: folder, known }: BuildFolder,
  key: string,
  { seen, skip }: CheckedCheckpoint,
): Promise<void> {
  const path = join(folder, weightsFile);
  const list = join(folder, stepsFile);
  const steps = known === undefined ? BuildSteps.create(list, key) : BuildSteps.goingOn(list, known);
  const file = await WeightFile[known === undefined ? 'create' : 'goingOn'](path, weightsFile, { steps, seen, skip, everyBytes });
  try {
    const graph = await write(file);
    await file.finish();
    await steps.close();
    await rm(list, { force: true });
    await rm(join(folder, graphFile), { force: true });
    await writeSynced(join(folder, graphFile), graph);
  } catch (error) {
    await file.abandon();
    await steps.close();
    throw error;
  }
}

/** Graphs that are used stay. Where the time cannot be noted, as in a cache that is only read, none is removed. */
async function noteUse(folder: string): Promise<void> {
  const now = new Date();
  await utimes(join(folder, graphFile), now, now).catch(() => undefined);
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
