import { sixDigits } from '../hyperparameters.js';
import type { GgufArchitecture } from './ggufArchitecture.js';

/** BERT without a head, as llama.cpp's conversion leaves it: for vectors of texts, not for masked words. */
export const bert: GgufArchitecture = {
  name: 'bert',
  models: 'BERT, MiniLM, BGE, E5 and other encoders of its layers',
  use: 'encoder, for vectors',
  config(file) {
    if (file.has('cls.weight') || file.has('cls.output.weight')) {
      throw file.unsupported(
        'It has a classifier, and files of this kind lack the layer below it.',
        "Take the model's Hugging Face folder.",
      );
    }
    if (!file.has('token_types.weight')) {
      throw file.unsupported('It tells no segments apart, as files made from DistilBERT do not.', "Take the model's Hugging Face folder.");
    }
    return {
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_size: file.required('embedding_length'),
      intermediate_size: file.required('feed_forward_length'),
      num_hidden_layers: file.required('block_count'),
      num_attention_heads: file.required('attention.head_count'),
      max_position_embeddings: file.rows('position_embd.weight') ?? file.required('context_length'),
      type_vocab_size: file.rows('token_types.weight'),
      layer_norm_eps: sixDigits(file.required('attention.layer_norm_epsilon')),
      hidden_act: 'gelu',
      vocab_size: file.rows('token_embd.weight'),
    };
  },
  tensors: {
    layers: 'encoder.layer',
    inLayers: {
      attn_q: 'attention.self.query',
      attn_k: 'attention.self.key',
      attn_v: 'attention.self.value',
      attn_output: 'attention.output.dense',
      attn_output_norm: 'attention.output.LayerNorm',
      ffn_up: 'intermediate.dense',
      ffn_down: 'output.dense',
      layer_output_norm: 'output.LayerNorm',
    },
    others: {
      token_embd: 'embeddings.word_embeddings',
      token_types: 'embeddings.token_type_embeddings',
      position_embd: 'embeddings.position_embeddings',
      token_embd_norm: 'embeddings.LayerNorm',
    },
  },
};
