import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import type { GgufContent } from './ggufBytes.js';

const embedded = join(import.meta.dirname, '../../models/smollm2-135m-instruct');

/** What a GGUF file says of a model of Llama's kind with the embedded model's tokenizer, from its `config.json`. */
export async function ggufSettings(config: Checkpoint['config']): Promise<NonNullable<GgufContent['values']>> {
  const { model, added_tokens: added } = JSON.parse(await readFile(join(embedded, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number>; merges: string[] };
    added_tokens: { id: number }[];
  };
  const tokens = Object.entries(model.vocab).sort(([, a], [, b]) => a - b);
  const control = new Set(added.map(({ id }) => id));
  const number = (key: string): { uint32: number } => ({ uint32: config[key] as number });
  return [
    ['general.architecture', { string: 'llama' }],
    ['llama.block_count', number('num_hidden_layers')],
    ['llama.context_length', number('max_position_embeddings')],
    ['llama.embedding_length', number('hidden_size')],
    ['llama.feed_forward_length', number('intermediate_size')],
    ['llama.attention.head_count', number('num_attention_heads')],
    ['llama.attention.head_count_kv', number('num_key_value_heads')],
    ['llama.attention.layer_norm_rms_epsilon', { float32: config.rms_norm_eps as number }],
    ['llama.rope.freq_base', { float32: config.rope_theta as number }],
    ['tokenizer.ggml.model', { string: 'gpt2' }],
    ['tokenizer.ggml.pre', { string: 'smollm' }],
    ['tokenizer.ggml.tokens', { strings: tokens.map(([token]) => token) }],
    ['tokenizer.ggml.token_type', { int32s: tokens.map(([, id]) => (control.has(id) ? 3 : 1)) }],
    ['tokenizer.ggml.merges', { strings: model.merges }],
    ['tokenizer.ggml.bos_token_id', number('bos_token_id')],
    ['tokenizer.ggml.eos_token_id', number('eos_token_id')],
    ['tokenizer.ggml.add_bos_token', { bool: false }],
  ];
}
