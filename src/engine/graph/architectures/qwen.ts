import type { Checkpoint } from '../../models/checkpoint.js';
import { localLayers, windowOf } from '../blocks/window.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/**
 * Qwen2 (https://arxiv.org/abs/2407.10671): Llama's layers with biases on queries, keys and values. Qwen3
 * (https://arxiv.org/abs/2505.09388): without them, but with normalised heads, whose size is apart from the width.
 */
export function readQwen(checkpoint: Checkpoint): CausalArchitecture {
  return readLlama(checkpoint, {
    window(config, shape) {
      if (!config.boolean('use_sliding_window', false)) return undefined;
      const first = config.integer('max_window_layers', 28, 0);
      return windowOf(
        config,
        shape.contextLength,
        localLayers(config, shape.layers, (layer) => layer >= first),
      );
    },
  });
}
