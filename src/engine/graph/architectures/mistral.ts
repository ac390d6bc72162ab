import type { Checkpoint } from '../../models/checkpoint.js';
import { localLayers, windowOf } from '../blocks/window.js';
import type { ConfigReader } from '../configReader.js';
import type { CausalArchitecture, CausalShape } from './causal.js';
import { readLlama } from './llama.js';

/** Mistral 7B and its relatives (https://arxiv.org/abs/2310.06825): Llama's layers; in the first version each sees a window. */
export function readMistral(checkpoint: Checkpoint): CausalArchitecture {
  return readLlama(checkpoint, { window: windowEverywhere });
}

/** The window of a model whose layers all have it. */
export function windowEverywhere(config: ConfigReader, { contextLength, layers }: CausalShape): CausalShape['window'] {
  return windowOf(
    config,
    contextLength,
    localLayers(config, layers, () => true),
  );
}
