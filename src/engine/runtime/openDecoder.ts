import type { Device } from '../../common/engineApi.js';
import { readCausalArchitecture } from '../graph/architectures/registry.js';
import { cachedCausalGraph } from '../graph/graphCache.js';
import type { Precision } from '../graph/graphContext.js';
import type { Checkpoint } from '../models/checkpoint.js';
import type { Decoder } from './decoder.js';
import { openSession, tensorFactory } from './session.js';
import { TreeDecoder } from './treeDecoder.js';

export interface DecoderOptions {
  readonly precision: Precision;
  readonly device: Device;
  readonly threads: number;
  readonly cacheFolder: string;
}

/** Builds a checkpoint's graph if it is not on disk yet, loads it, and returns a decoder with an empty cache. */
export async function openDecoder(checkpoint: Checkpoint, options: DecoderOptions): Promise<Decoder> {
  const { shape } = readCausalArchitecture(checkpoint);
  const path = await cachedCausalGraph(checkpoint, { precision: options.precision, output: 'distribution' }, options.cacheFolder);
  const session = await openSession(path, { device: options.device, threads: options.threads });
  return new TreeDecoder(session, await tensorFactory(), shape);
}
