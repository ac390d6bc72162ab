import type { Checkpoint } from '../../models/checkpoint.js';
import { localLayers, windowOf } from '../blocks/window.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/** Mistral 7B and its relatives (https://arxiv.org/abs/2310.06825): Llama's layers; in the first version each sees a window. */
export function readMistral(checkpoint: Checkpoint): CausalArchitecture {
  return readLlama(checkpoint, (config, shape) =>
    windowOf(
      config,
      shape.contextLength,
      localLayers(config, shape.layers, () => true),
    ),
  );
}
