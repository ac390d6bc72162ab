import type { JsonRecord } from '../../json.js';
import { sixDigits, type Hyperparameters } from '../hyperparameters.js';
import { ropeScaling } from '../ropeScaling.js';

/** The keys of config.json that Llama and its relatives share. */
export function llamaKeys(file: Hyperparameters, modelType: string): JsonRecord {
  const hiddenSize = file.required('embedding_length');
  const heads = file.required('attention.head_count');
  const headSize = file.optional('attention.key_length') ?? hiddenSize / heads;
  const turned = file.optional('rope.dimension_count') ?? headSize;
  if (turned !== headSize) throw file.unsupported(`It turns only ${turned} of the ${headSize} values of a head.`);
  const theta = file.optional('rope.freq_base') ?? 10000;
  return {
    model_type: modelType,
    ...sizes(file, headSize),
    hidden_act: 'silu',
    rms_norm_eps: sixDigits(file.required('attention.layer_norm_rms_epsilon')),
    rope_theta: theta,
    rope_scaling: ropeScaling(file, theta),
    attention_bias: file.has('blk.0.attn_q.bias'),
    mlp_bias: file.has('blk.0.ffn_gate.bias'),
    ...vocabularyKeys(file),
  };
}

/** Sizes of layers and heads by the names that most architectures have for them. */
export function sizes(file: Hyperparameters, headSize?: number): JsonRecord {
  const heads = file.required('attention.head_count');
  return {
    hidden_size: file.required('embedding_length'),
    intermediate_size: file.required('feed_forward_length'),
    num_hidden_layers: file.required('block_count'),
    num_attention_heads: heads,
    num_key_value_heads: file.optional('attention.head_count_kv') ?? heads,
    ...(headSize !== undefined && { head_dim: headSize }),
    max_position_embeddings: file.required('context_length'),
  };
}

/** What is said about tokens. A file without an output matrix uses the embedding as one. */
export function vocabularyKeys(file: Hyperparameters): JsonRecord {
  return {
    vocab_size: file.rows('token_embd.weight') ?? file.optional('vocab_size'),
    tie_word_embeddings: !file.has('output.weight'),
    bos_token_id: file.metadata.number('tokenizer.ggml.bos_token_id'),
    eos_token_id: file.metadata.number('tokenizer.ggml.eos_token_id'),
  };
}

/** More layers than any model has; a file that claims more is refused for that later. */
const mostLayers = 1024;

/** The kinds of attention of the layers, some of which see all tokens and the others a window. */
export function layerTypes(layers: number, seesAll: (layer: number) => boolean): string[] {
  const count = Number.isInteger(layers) ? Math.min(Math.max(layers, 0), mostLayers) : 0;
  return Array.from({ length: count }, (_, layer) => (seesAll(layer) ? 'full_attention' : 'sliding_attention'));
}
