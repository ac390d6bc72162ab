import { modelUnsupported } from '../modelErrors.js';
import type { GgufHeader } from './ggufHeader.js';
import { ropeScaling } from './ropeScaling.js';

/** What a Llama-type GGUF file says, with the keys of a Hugging Face config.json. */
export interface LlamaConfig extends Readonly<Record<string, unknown>> {
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number;
}

/**
 * The configuration of a Llama-type file. Numbers are not checked here but with those of all other formats.
 * @param ropeFactors the tensor `rope_freqs.weight`, where the file has it
 */
export function llamaConfig(path: string, { metadata, tensors }: GgufHeader, ropeFactors: Float32Array | undefined): LlamaConfig {
  const required = (key: string): number => metadata.required(`llama.${key}`, metadata.number);
  const optional = (key: string): number | undefined => metadata.number(`llama.${key}`);

  if ((optional('expert_count') ?? 0) > 0) throw modelUnsupported(path, 'It is a mixture of experts.');
  const hiddenSize = required('embedding_length');
  const heads = required('attention.head_count');
  const headSize = optional('attention.key_length') ?? hiddenSize / heads;
  const turned = optional('rope.dimension_count') ?? headSize;
  if (turned !== headSize) throw modelUnsupported(path, `It turns only ${turned} of the ${headSize} values of a head.`);
  const groups = optional('attention.head_count_kv') ?? heads;
  const theta = optional('rope.freq_base') ?? 10000;

  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_size: hiddenSize,
    intermediate_size: required('feed_forward_length'),
    num_hidden_layers: required('block_count'),
    num_attention_heads: heads,
    num_key_value_heads: groups,
    head_dim: headSize,
    hidden_act: 'silu',
    max_position_embeddings: required('context_length'),
    rms_norm_eps: sixDigits(required('attention.layer_norm_rms_epsilon')),
    rope_theta: theta,
    rope_scaling: ropeScaling(path, metadata, ropeFactors, theta),
    vocab_size: tensors.get('token_embd.weight')?.rows ?? optional('vocab_size'),
    tie_word_embeddings: !tensors.has('output.weight'),
    attention_bias: tensors.has('blk.0.attn_q.bias'),
    mlp_bias: tensors.has('blk.0.ffn_gate.bias'),
    bos_token_id: metadata.number('tokenizer.ggml.bos_token_id'),
    eos_token_id: metadata.number('tokenizer.ggml.eos_token_id'),
  };
}

/** The file has float32; six digits give the number that was meant, 1e-5 rather than 9.99999974e-6. */
function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
