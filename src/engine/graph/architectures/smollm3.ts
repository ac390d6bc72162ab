import type { Checkpoint } from '../../models/checkpoint.js';
import { localLayers, windowOf } from '../blocks/window.js';
import { ConfigReader } from '../configReader.js';
import type { CausalArchitecture } from './causal.js';
import { readLlama } from './llama.js';

/** SmolLM3 (https://huggingface.co/blog/smollm3): Llama's layers, of which every fourth knows no positions. */
export function readSmollm3(checkpoint: Checkpoint): CausalArchitecture {
  const turns = turningLayers(new ConfigReader(checkpoint.name, checkpoint.config));
  return readLlama(checkpoint, {
    tied: true,
    turns: (layer) => turns[layer] === true,
    window(config, shape) {
      if (!config.boolean('use_sliding_window', false)) return undefined;
      return windowOf(
        config,
        shape.contextLength,
        localLayers(config, shape.layers, (layer) => turns[layer] === false),
      );
    },
  });
}

/** `no_rope_layers` has 1 for the layers that do turn their heads. */
function turningLayers(config: ConfigReader): readonly boolean[] {
  const layers = config.integer('num_hidden_layers');
  if (config.has('no_rope_layers')) return config.numbers('no_rope_layers', layers).map((turns) => turns !== 0);
  const every = config.integer('no_rope_layer_interval', 4);
  return Array.from({ length: layers }, (_, layer) => (layer + 1) % every !== 0);
}
