import { sixDigits } from '../hyperparameters.js';
import type { GgufArchitecture } from './ggufArchitecture.js';

/** ModernBERT without a head, as llama.cpp's conversion leaves it: for vectors of texts, not for masked words. */
export const modernBert: GgufArchitecture = {
  name: 'modern-bert',
  models: 'ModernBERT and embedding models of its layers',
  use: 'encoder, for vectors',
  config(file) {
    if (file.has('cls.output.weight')) {
      throw file.unsupported('It has a classifier, which Cloze does not read from GGUF files.', "Take the model's Hugging Face folder.");
    }
    return {
      architectures: ['ModernBertModel'],
      model_type: 'modernbert',
      hidden_size: file.required('embedding_length'),
      intermediate_size: file.required('feed_forward_length'),
      num_hidden_layers: file.required('block_count'),
      num_attention_heads: file.required('attention.head_count'),
      max_position_embeddings: file.required('context_length'),
      norm_eps: sixDigits(file.required('attention.layer_norm_epsilon')),
      local_attention: file.required('attention.sliding_window'),
      global_attn_every_n_layers: file.optional('attention.sliding_window_pattern') ?? 3,
      global_rope_theta: file.optional('rope.freq_base') ?? 160_000,
      local_rope_theta: file.optional('rope.freq_base_swa') ?? 10_000,
      hidden_activation: file.text('hidden_activation') ?? 'gelu',
      vocab_size: file.rows('token_embd.weight'),
    };
  },
  tensors: {
    layers: 'layers',
    inLayers: {
      attn_norm: 'attn_norm',
      attn_qkv: 'attn.Wqkv',
      attn_output: 'attn.Wo',
      ffn_norm: 'mlp_norm',
      ffn_up: 'mlp.Wi',
      ffn_down: 'mlp.Wo',
    },
    others: { token_embd: 'embeddings.tok_embeddings', token_embd_norm: 'embeddings.norm', output_norm: 'final_norm' },
  },
};
