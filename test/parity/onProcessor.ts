import { readCausalArchitecture } from '../../src/engine/graph/architectures/registry.js';
import { openCausalGraph } from '../../src/engine/graph/graphCache.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { FloatType } from '../../src/engine/graph/onnx/graphBuilder.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import type { Decoder } from '../../src/engine/runtime/decoder.js';
import { DeviceDecoder } from '../../src/engine/runtime/deviceDecoder.js';
import { openSession, tensorFactory } from '../../src/engine/runtime/session.js';

/** A decoder with the graph of a graphics device, which the processor carries out in its place. */
export async function deviceGraphOnProcessor(
  checkpoint: Checkpoint,
  precision: Precision,
  numbers: FloatType,
  folder: string,
): Promise<Decoder> {
  const options = { precision, target: { device: 'webgpu', numbers }, output: 'distribution' } as const;
  const session = await openCausalGraph(checkpoint, options, { folder }, (path) => openSession(path, { device: 'cpu', threads: 1 }));
  return new DeviceDecoder(session, await tensorFactory(), readCausalArchitecture(checkpoint).shape, numbers);
}
