import { dirname } from 'node:path';
import { readEncoderArchitecture } from '../graph/architectures/encoderRegistry.js';
import { encoderNames } from '../graph/encoderGraph.js';
import { openEncoderGraph } from '../graph/graphCache.js';
import { largestWeights } from '../graph/graphManifest.js';
import type { Checkpoint } from '../models/checkpoint.js';
import type { Encoder } from './encoder.js';
import { GraphEncoder } from './graphEncoder.js';
import { finiteResults } from './finiteResults.js';
import { computingDevice, type DecoderOptions, graphTarget } from './openDecoder.js';
import { openSession, tensorFactory } from './session.js';

/** The same as a decoder's: precision, device, threads, and the folder of built graphs. */
export type EncoderOptions = DecoderOptions;

/** What people get to see of a step. */
const { topLogprobs, ratedLogprobs, nextSentence, labels, features, innerFeatures } = encoderNames;
const results = [topLogprobs, ratedLogprobs, nextSentence, labels, features, innerFeatures];

/**
 * Builds an encoder's graph if it is not on disk yet, and loads it. One graph has all heads of the checkpoint: those
 * that a request does not ask cost nothing. Fails with `model-unsupported` where the checkpoint is no encoder.
 */
export async function openEncoder(checkpoint: Checkpoint, options: EncoderOptions): Promise<Encoder> {
  const architecture = readEncoderArchitecture(checkpoint);
  const { device, threads, precision, cacheFolder, log, report } = options;
  const graph = { kind: 'encoder', precision, target: graphTarget(options), output: 'answers' } as const;
  const session = await openEncoderGraph(checkpoint, graph, { folder: cacheFolder, log, report }, async (path) => {
    const loaded = await openSession(path, { device: computingDevice(options), threads });
    return finiteResults(loaded, results, { name: checkpoint.name, device, largest: () => largestWeights(dirname(path)) });
  });
  return new GraphEncoder(checkpoint.name, session, await tensorFactory(), architecture);
}
