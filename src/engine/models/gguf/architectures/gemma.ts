import type { GgufArchitecture } from './ggufArchitecture.js';
import { gemmaKeys, gemmaNames } from './gemmaKeys.js';

/** Gemma, the first. */
export const gemma: GgufArchitecture = {
  name: 'gemma',
  models: 'Gemma 1',
  use: 'language model',
  config: (file) => ({
    architectures: ['GemmaForCausalLM'],
    model_type: 'gemma',
    ...gemmaKeys(file, file.optional('attention.key_length') ?? 256),
  }),
  tensors: gemmaNames,
};
