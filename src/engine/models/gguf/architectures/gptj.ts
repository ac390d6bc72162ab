import { sixDigits } from '../hyperparameters.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { vocabularyKeys } from './llamaKeys.js';

/** GPT-J, under the names and keys that gguf-py has for it. */
export const gptj: GgufArchitecture = {
  name: 'gptj',
  models: 'GPT-J 6B',
  use: 'language model',
  config: (file) => ({
    architectures: ['GPTJForCausalLM'],
    model_type: 'gptj',
    n_embd: file.required('embedding_length'),
    n_inner: file.required('feed_forward_length'),
    n_layer: file.required('block_count'),
    n_head: file.required('attention.head_count'),
    n_positions: file.required('context_length'),
    rotary_dim: file.optional('rope.dimension_count'),
    layer_norm_epsilon: sixDigits(file.required('attention.layer_norm_epsilon')),
    activation_function: 'gelu_new',
    ...vocabularyKeys(file),
  }),
  tensors: {
    layers: 'transformer.h',
    inLayers: {
      attn_norm: 'ln_1',
      attn_q: 'attn.q_proj',
      attn_k: 'attn.k_proj',
      attn_v: 'attn.v_proj',
      attn_output: 'attn.out_proj',
      ffn_up: 'mlp.fc_in',
      ffn_down: 'mlp.fc_out',
    },
    others: { token_embd: 'transformer.wte', output_norm: 'transformer.ln_f', output: 'lm_head' },
  },
};
