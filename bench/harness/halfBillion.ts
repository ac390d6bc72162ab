import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWeights } from './writeWeights.js';

/** A model of half a billion parameters, of the layers of Qwen 2.5, with the vocabulary of the embedded model. */
const config = {
  model_type: 'qwen2',
  architectures: ['Qwen2ForCausalLM'],
  hidden_size: 896,
  intermediate_size: 4864,
  num_hidden_layers: 30,
  num_attention_heads: 14,
  num_key_value_heads: 2,
  vocab_size: 49152,
  max_position_embeddings: 32768,
  rms_norm_eps: 1e-6,
  rope_theta: 1e6,
  tie_word_embeddings: true,
  hidden_act: 'silu',
  torch_dtype: 'bfloat16',
  bos_token_id: 0,
  eos_token_id: 0,
} as const;

/**
 * Puts a model with random weights into a cache folder of the Hugging Face tools, as a download leaves it. It writes nonsense at the speed of
 * others of its size.
 * @param embedded the folder of the embedded model, for its tokenizer
 */
export async function makeHalfBillion(hubFolder: string, name: string, embedded: string): Promise<void> {
  const commit = '0123456789'.repeat(4);
  const repository = path.join(hubFolder, `models--${name.replace('/', '--')}`);
  const snapshot = path.join(repository, 'snapshots', commit);
  await mkdir(snapshot, { recursive: true });
  await mkdir(path.join(repository, 'refs'));
  await writeFile(path.join(repository, 'refs', 'main'), commit);
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) await copyFile(path.join(embedded, file), path.join(snapshot, file));
  await writeFile(path.join(snapshot, 'config.json'), JSON.stringify(config));
  await writeWeights(path.join(snapshot, 'model.safetensors'), shapes(), 'BF16', smallNumbers(8 * 1024 * 1024));
}

function shapes(): Record<string, readonly number[]> {
  const { hidden_size: hidden, intermediate_size: inner, num_key_value_heads: groups, num_attention_heads: heads } = config;
  const keys = (hidden / heads) * groups;
  const all: Record<string, readonly number[]> = {
    'model.embed_tokens.weight': [config.vocab_size, hidden],
    'model.norm.weight': [hidden],
  };
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const inLayer = {
      'self_attn.q_proj.weight': [hidden, hidden],
      'self_attn.q_proj.bias': [hidden],
      'self_attn.k_proj.weight': [keys, hidden],
      'self_attn.k_proj.bias': [keys],
      'self_attn.v_proj.weight': [keys, hidden],
      'self_attn.v_proj.bias': [keys],
      'self_attn.o_proj.weight': [hidden, hidden],
      'mlp.gate_proj.weight': [inner, hidden],
      'mlp.up_proj.weight': [inner, hidden],
      'mlp.down_proj.weight': [hidden, inner],
      'input_layernorm.weight': [hidden],
      'post_attention_layernorm.weight': [hidden],
    };
    for (const [tensor, shape] of Object.entries(inLayer)) all[`model.layers.${layer}.${tensor}`] = shape;
  }
  return all;
}

/** Random numbers between -1/32 and 1/32 as bfloat16: sign, an exponent of at most 121, seven bits of fraction. */
function smallNumbers(bytes: number): Buffer {
  const numbers = Buffer.alloc(bytes);
  for (let at = 0, state = 1; at < bytes; at += 2) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [sign, exponent, fraction] = [state >>> 31, 118 + ((state >>> 24) & 3), (state >>> 8) & 127];
    numbers.writeUInt16LE((sign << 15) | (exponent << 7) | fraction, at);
  }
  return numbers;
}
