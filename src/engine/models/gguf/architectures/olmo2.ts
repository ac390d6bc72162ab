import type { GgufArchitecture } from './ggufArchitecture.js';
import { llamaKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** OLMo 2: normalisation after each block, and of all queries and keys at once. Files of OLMo 3 go by the same name and have windows. */
export const olmo2: GgufArchitecture = {
  name: 'olmo2',
  models: 'OLMo 2',
  use: 'language model',
  config(file) {
    if (file.optional('attention.sliding_window') !== undefined) {
      throw file.unsupported('Its layers see a window, as those of OLMo 3 do, which Cloze does not run.', 'Choose a model of OLMo 2.');
    }
    return { architectures: ['Olmo2ForCausalLM'], ...llamaKeys(file, 'olmo2') };
  },
  tensors: {
    ...llamaNames,
    inLayers: {
      ...llamaNames.inLayers,
      attn_q_norm: 'self_attn.q_norm',
      attn_k_norm: 'self_attn.k_norm',
      post_attention_norm: 'post_attention_layernorm',
      post_ffw_norm: 'post_feedforward_layernorm',
    },
  },
};
