import { availableParallelism } from 'node:os';
import type { Device } from '../../common/devices.js';
import type { Precision } from '../graph/graphContext.js';

/** Up to this many weights in the layers, 8 bits on the CPU are faster than 4; above, memory decides. */
const smallModelWeights = 400e6;

/** More threads than this wait for memory more than they compute. */
const maxThreads = 8;

/** The precision that serves a writer best on a device: fast enough to keep up, and at most 1 % above float32 in bits per byte. */
export function defaultPrecision(shape: { readonly layers: number; readonly hiddenSize: number }, device: Device): Precision {
  const weights = shape.layers * 12 * shape.hiddenSize ** 2;
  return device === 'cpu' && weights <= smallModelWeights ? 'int8' : 'int4';
}

/** Threads of the CPU device where the user names none: one a core, leaving some of a large machine to the editor. */
export function defaultThreads(): number {
  const cores = availableParallelism();
  return cores <= 2 ? cores : Math.min(maxThreads, Math.ceil(cores / 2));
}
