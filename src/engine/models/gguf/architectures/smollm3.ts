import type { GgufArchitecture } from './ggufArchitecture.js';
import { neighbourNames } from './llama.js';
import { llamaKeys } from './llamaKeys.js';

/** SmolLM3: Llama's layers, of which every fourth knows no positions; files do not say so. Source: llama.cpp's smollm3.cpp. */
export const smollm3: GgufArchitecture = {
  name: 'smollm3',
  models: 'SmolLM3',
  use: 'language model',
  config: (file) => ({ architectures: ['SmolLM3ForCausalLM'], ...llamaKeys(file, 'smollm3'), no_rope_layer_interval: 4 }),
  tensors: neighbourNames,
};
