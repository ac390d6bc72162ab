import type { GgufArchitecture } from './ggufArchitecture.js';
import { neighbourNames } from './llama.js';
import { llamaKeys } from './llamaKeys.js';

/** Cloze reads no more tokens of a text than these, whatever a model can. */
const maxTokens = 8192;

/** The text part of Mistral Small 3 and Ministral 3, which is Llama's. */
export const mistral3: GgufArchitecture = {
  name: 'mistral3',
  models: 'Mistral Small 3, Ministral 3',
  use: 'language model',
  config(file) {
    // Ministral scales queries beyond the context that it was first trained with, which is longer than what Cloze reads.
    const trained = file.optional('rope.scaling.original_context_length') ?? file.required('context_length');
    if ((file.optional('attention.temperature_scale') ?? 0) !== 0 && trained < Math.min(maxTokens, file.required('context_length'))) {
      throw file.unsupported(`It scales its attention from token ${trained} on, which Cloze does not do yet.`);
    }
    return { architectures: ['MistralForCausalLM'], ...llamaKeys(file, 'llama') };
  },
  tensors: neighbourNames,
};
