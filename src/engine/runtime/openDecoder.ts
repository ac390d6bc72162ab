import { dirname } from 'node:path';
import type { Device } from '../../common/methods/lifecycle.js';
import { readCausalArchitecture } from '../graph/architectures/registry.js';
import { cacheType, causalNames } from '../graph/causalGraph.js';
import { openCausalGraph } from '../graph/graphCache.js';
import { largestWeights } from '../graph/graphManifest.js';
import type { Precision } from '../graph/graphContext.js';
import { deviceCacheNames } from '../graph/blocks/groupedQueryAttention.js';
import type { Checkpoint } from '../models/checkpoint.js';
import type { Log } from '../log.js';
import type { Decoder } from './decoder.js';
import { finiteResults } from './finiteResults.js';
import { openSession, tensorFactory } from './session.js';
import { DeviceDecoder } from './deviceDecoder.js';
import { TreeDecoder } from './treeDecoder.js';

export interface DecoderOptions {
  readonly precision: Precision;
  readonly device: Device;
  readonly threads: number;
  readonly cacheFolder: string;
  readonly log?: Log | undefined;
}

/** What people get to see of a step. */
const results = [causalNames.topLogprobs, causalNames.ratedLogprobs, causalNames.hidden];

/** Builds a checkpoint's graph if it is not on disk yet, loads it, and returns a decoder with an empty cache. */
export async function openDecoder(checkpoint: Checkpoint, options: DecoderOptions): Promise<Decoder> {
  const { shape } = readCausalArchitecture(checkpoint);
  const { device, threads, precision, cacheFolder, log } = options;
  const cache = device === 'cpu' ? 'host' : 'device';
  const onDevice = device === 'cpu' ? undefined : presentNames(shape.layers);
  const graph = { precision, cache, output: 'distribution' } as const;
  const session = await openCausalGraph(checkpoint, graph, { folder: cacheFolder, log }, async (path) => {
    const loaded = await openSession(path, { device, threads, ...(onDevice && { onDevice }) });
    return finiteResults(loaded, results, { name: checkpoint.name, device, largest: () => largestWeights(dirname(path)) });
  });
  const tensors = await tensorFactory();
  return device === 'cpu' ? new TreeDecoder(session, tensors, shape, cacheType(precision)) : new DeviceDecoder(session, tensors, shape);
}

function presentNames(layers: number): string[] {
  return [...Array(layers).keys()].flatMap((layer) => [deviceCacheNames.presentKey(layer), deviceCacheNames.presentValue(layer)]);
}
