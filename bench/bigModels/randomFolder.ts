import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { smallHalves } from './randomBits.js';
import { writeWeights } from '../harness/writeWeights.js';
import { configOf, layerMatrices, type ModelShape, vocabulary } from './shapes.js';

/** A model as a Hugging Face folder. */
export interface RandomModel {
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, readonly number[]>>;
}

/**
 * Writes a model with random weights in float16. It writes nonsense at the speed of others of its size.
 * @param embedded the folder of the embedded model, for its tokenizer
 */
export async function writeRandomFolder(folder: string, { config, tensors }: RandomModel, embedded: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) await copyFile(path.join(embedded, file), path.join(folder, file));
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(config));
  await writeWeights(path.join(folder, 'model.safetensors'), tensors, 'F16', smallHalves(8 * 2 ** 20));
}

/** A model of Llama's kind. */
export function llama(shape: ModelShape): RandomModel {
  const tensors: Record<string, readonly number[]> = {
    'model.embed_tokens.weight': [vocabulary, shape.hidden],
    'model.norm.weight': [shape.hidden],
  };
  for (let layer = 0; layer < shape.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    for (const norm of ['input_layernorm', 'post_attention_layernorm']) tensors[`${prefix}.${norm}.weight`] = [shape.hidden];
    for (const { folder, shape: axes } of layerMatrices(shape)) tensors[`${prefix}.${folder}.weight`] = axes;
  }
  return { config: configOf(shape), tensors };
}

/** GPT-J 6B, with the vocabulary of the embedded model. */
export function gptJ(): RandomModel {
  const [hidden, layers] = [4096, 28];
  const config = {
    model_type: 'gptj',
    architectures: ['GPTJForCausalLM'],
    n_embd: hidden,
    n_layer: layers,
    n_head: 16,
    n_positions: 2048,
    rotary_dim: 64,
    vocab_size: vocabulary,
    layer_norm_epsilon: 1e-5,
    activation_function: 'gelu_new',
    tie_word_embeddings: false,
    bos_token_id: 0,
    eos_token_id: 0,
  };
  const tensors: Record<string, readonly number[]> = {
    'transformer.wte.weight': [vocabulary, hidden],
    'transformer.ln_f.weight': [hidden],
    'transformer.ln_f.bias': [hidden],
    'lm_head.weight': [vocabulary, hidden],
    'lm_head.bias': [vocabulary],
  };
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `transformer.h.${layer}`;
    for (const part of ['weight', 'bias']) tensors[`${prefix}.ln_1.${part}`] = [hidden];
    for (const matrix of ['q', 'k', 'v', 'out']) tensors[`${prefix}.attn.${matrix}_proj.weight`] = [hidden, hidden];
    tensors[`${prefix}.mlp.fc_in.weight`] = [4 * hidden, hidden];
    tensors[`${prefix}.mlp.fc_in.bias`] = [4 * hidden];
    tensors[`${prefix}.mlp.fc_out.weight`] = [hidden, 4 * hidden];
    tensors[`${prefix}.mlp.fc_out.bias`] = [hidden];
  }
  return { config, tensors };
}
