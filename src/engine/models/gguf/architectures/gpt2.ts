import { sixDigits } from '../hyperparameters.js';
import { transposed } from '../tensorNames.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { vocabularyKeys } from './llamaKeys.js';

/** GPT-2. */
export const gpt2: GgufArchitecture = {
  name: 'gpt2',
  models: 'GPT-2, all sizes, and Cerebras-GPT',
  use: 'language model',
  config: (file) => ({
    architectures: ['GPT2LMHeadModel'],
    model_type: 'gpt2',
    n_embd: file.required('embedding_length'),
    n_inner: file.required('feed_forward_length'),
    n_layer: file.required('block_count'),
    n_head: file.required('attention.head_count'),
    n_positions: file.rows('position_embd.weight') ?? file.required('context_length'),
    layer_norm_epsilon: sixDigits(file.required('attention.layer_norm_epsilon')),
    activation_function: 'gelu_new',
    ...vocabularyKeys(file),
  }),
  tensors: {
    layers: 'transformer.h',
    inLayers: {
      attn_norm: 'ln_1',
      attn_qkv: transposed('attn.c_attn'),
      attn_output: transposed('attn.c_proj'),
      ffn_norm: 'ln_2',
      ffn_up: transposed('mlp.c_fc'),
      ffn_down: transposed('mlp.c_proj'),
    },
    others: { token_embd: 'transformer.wte', position_embd: 'transformer.wpe', output_norm: 'transformer.ln_f', output: 'lm_head' },
  },
};
