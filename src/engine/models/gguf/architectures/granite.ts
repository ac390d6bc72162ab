import { sixDigits } from '../hyperparameters.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { neighbourNames } from './llama.js';
import { llamaKeys } from './llamaKeys.js';

/** Granite: Llama's layers; embedding, scores, blocks and logits are scaled. Source: `GraniteModel` in llama.cpp's conversion. */
export const granite: GgufArchitecture = {
  name: 'granite',
  models: 'Granite 3 and 4, without experts and state spaces',
  use: 'language model',
  config(file) {
    const keys = llamaKeys(file, 'granite');
    const headSize = file.required('embedding_length') / file.required('attention.head_count');
    const scale = (key: string, fallback: number): number => sixDigits(file.optional(key) ?? fallback);
    return {
      architectures: ['GraniteForCausalLM'],
      ...keys,
      attention_multiplier: scale('attention.scale', headSize ** -0.5),
      embedding_multiplier: scale('embedding_scale', 1),
      residual_multiplier: scale('residual_scale', 1),
      logits_scaling: scale('logit_scale', 1),
    };
  },
  tensors: neighbourNames,
};
