import { neighbours, type TensorNames } from '../tensorNames.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { llamaKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** Llama's names, with the rows of queries and keys as llama.cpp turns them. */
export const neighbourNames: TensorNames = {
  ...llamaNames,
  inLayers: {
    ...llamaNames.inLayers,
    attn_q: neighbours('self_attn.q_proj', 'num_attention_heads'),
    attn_k: neighbours('self_attn.k_proj', 'num_key_value_heads'),
  },
};

/** Llama, and what was converted as such: Mistral, TinyLlama, SmolLM, Yi and others of its layers. */
export const llama: GgufArchitecture = {
  name: 'llama',
  models: 'Llama 1 to 3, Mistral, TinyLlama, SmolLM 1 and 2, Yi',
  use: 'language model',
  config: (file) => ({ architectures: ['LlamaForCausalLM'], ...llamaKeys(file, 'llama') }),
  tensors: neighbourNames,
};
