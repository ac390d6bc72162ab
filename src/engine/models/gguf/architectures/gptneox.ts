import { sixDigits } from '../hyperparameters.js';
import { headByHead } from '../tensorNames.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { sizes, vocabularyKeys } from './llamaKeys.js';

/** GPT-NeoX; the file has all queries, then all keys, then all values. Source: `GPTNeoXModel` in llama.cpp's conversion. */
export const gptneox: GgufArchitecture = {
  name: 'gptneox',
  models: 'Pythia, GPT-NeoX, Dolly 2, RedPajama-INCITE',
  use: 'language model',
  config(file) {
    const headSize = file.required('embedding_length') / file.required('attention.head_count');
    return {
      architectures: ['GPTNeoXForCausalLM'],
      model_type: 'gpt_neox',
      ...sizes(file),
      hidden_act: 'gelu',
      layer_norm_eps: sixDigits(file.required('attention.layer_norm_epsilon')),
      use_parallel_residual: file.flag('use_parallel_residual') ?? true,
      partial_rotary_factor: (file.optional('rope.dimension_count') ?? headSize) / headSize,
      rope_theta: file.optional('rope.freq_base') ?? 10_000,
      ...vocabularyKeys(file),
    };
  },
  tensors: {
    layers: 'gpt_neox.layers',
    inLayers: {
      attn_norm: 'input_layernorm',
      attn_qkv: headByHead('attention.query_key_value', 'num_attention_heads'),
      attn_output: 'attention.dense',
      ffn_norm: 'post_attention_layernorm',
      ffn_up: 'mlp.dense_h_to_4h',
      ffn_down: 'mlp.dense_4h_to_h',
    },
    others: { token_embd: 'gpt_neox.embed_in', output_norm: 'gpt_neox.final_layer_norm', output: 'embed_out' },
  },
};
