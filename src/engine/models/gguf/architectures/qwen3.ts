import type { GgufArchitecture } from './ggufArchitecture.js';
import { llamaKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** Qwen 3: Llama's layers with normalised heads. */
export const qwen3: GgufArchitecture = {
  name: 'qwen3',
  models: 'Qwen 3, without experts',
  use: 'language model',
  config: (file) => ({ architectures: ['Qwen3ForCausalLM'], ...llamaKeys(file, 'qwen3') }),
  tensors: { ...llamaNames, inLayers: { ...llamaNames.inLayers, attn_q_norm: 'self_attn.q_norm', attn_k_norm: 'self_attn.k_norm' } },
};
