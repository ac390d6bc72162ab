import { dirname } from 'node:path';
import { type Device, devices } from '../../common/devices.js';
import { readCausalArchitecture } from '../graph/architectures/registry.js';
import { cacheType, causalNames } from '../graph/causalGraph.js';
import type { Building } from '../graph/building.js';
import { openCausalGraph } from '../graph/graphCache.js';
import { largestWeights } from '../graph/graphManifest.js';
import type { GraphTarget, Precision } from '../graph/graphContext.js';
import type { FloatType } from '../graph/onnx/graphBuilder.js';
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
  /** What it calculates with; what every such device has, unless it is given. */
  readonly numbers?: FloatType | undefined;
  /** Whether the processor carries out the device's graph in its place, without rounding, to compare with it. */
  readonly standIn?: boolean;
  /** The most tokens of a text that a device reads in one step. */
  readonly tokensAtOnce?: number | undefined;
  readonly threads: number;
  readonly cacheFolder: string;
  readonly log?: Log | undefined;
  /** Is told how far a graph is that has to be built. */
  readonly report?: ((building: Building) => void) | undefined;
}

/** What people get to see of a step. */
const results = [causalNames.topLogprobs, causalNames.ratedLogprobs, causalNames.hidden];

/** Builds a checkpoint's graph if it is not on disk yet, loads it, and returns a decoder with an empty cache. */
export async function openDecoder(checkpoint: Checkpoint, options: DecoderOptions): Promise<Decoder> {
  const { shape } = readCausalArchitecture(checkpoint);
  const { device, threads, precision, cacheFolder, log, report } = options;
  const { cache } = devices[device];
  const computes = computingDevice(options);
  const onDevice = cache === 'device' && computes === device ? presentNames(shape.layers) : undefined;
  const target = graphTarget(options);
  const graph = { precision, target, output: 'distribution' } as const;
  const session = await openCausalGraph(checkpoint, graph, { folder: cacheFolder, log, report }, async (path) => {
    const loaded = await openSession(path, { device: computes, threads, ...(onDevice && { onDevice }) });
    return finiteResults(loaded, results, { name: checkpoint.name, device, largest: () => largestWeights(dirname(path)) });
  });
  const tensors = await tensorFactory();
  return cache === 'process'
    ? new TreeDecoder(session, tensors, shape, cacheType(precision))
    : new DeviceDecoder(session, tensors, shape, target.numbers, options.tokensAtOnce);
}

/** What carries out a graph. */
export function computingDevice({ device, standIn = false }: DecoderOptions): Device {
  return standIn ? 'cpu' : device;
}

/** What to write a model's graph for. */
export function graphTarget({ device, numbers = devices[device].numbers.at(-1) ?? 'float32', standIn }: DecoderOptions): GraphTarget {
  return { device, numbers, ...(standIn === true && { isExact: true }) };
}

function presentNames(layers: number): string[] {
  return [...Array(layers).keys()].flatMap((layer) => [deviceCacheNames.presentKey(layer), deviceCacheNames.presentValue(layer)]);
}
