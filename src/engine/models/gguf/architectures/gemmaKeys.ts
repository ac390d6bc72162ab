import type { JsonRecord } from '../../json.js';
import { sixDigits, type Hyperparameters } from '../hyperparameters.js';
import { aroundOne, type TensorNames } from '../tensorNames.js';
import { sizes, vocabularyKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** The keys that all Gemmas share. */
export function gemmaKeys(file: Hyperparameters, headSize: number): JsonRecord {
  return {
    ...sizes(file, headSize),
    hidden_activation: 'gelu_pytorch_tanh',
    rms_norm_eps: sixDigits(file.required('attention.layer_norm_rms_epsilon')),
    rope_theta: file.optional('rope.freq_base') ?? 10_000,
    ...vocabularyKeys(file),
  };
}

/**
 * What scores are divided by the root of: the width of a head, but in the 27 billion of Gemma 2 and 3, which their layers tell, that of an
 * equal share. Source: llama.cpp's gemma2.cpp and gemma3.cpp.
 */
export function scoreScale(file: Hyperparameters, headSize: number, layersOf27B: number): number {
  const isLargest = file.required('block_count') === layersOf27B;
  return isLargest ? file.required('embedding_length') / file.required('attention.head_count') : headSize;
}

/** Gemma's names: the file has 1 added to all gains. Source: `GemmaModel` in llama.cpp's conversion. */
export const gemmaNames: TensorNames = {
  ...llamaNames,
  inLayers: {
    ...llamaNames.inLayers,
    attn_norm: aroundOne('input_layernorm'),
    ffn_norm: aroundOne('post_attention_layernorm'),
  },
  others: { ...llamaNames.others, output_norm: aroundOne('model.norm') },
};

/** The names of those that normalise before and after each block. */
export const twiceNormedNames: TensorNames = {
  ...gemmaNames,
  inLayers: {
    ...gemmaNames.inLayers,
    post_attention_norm: aroundOne('post_attention_layernorm'),
    ffn_norm: aroundOne('pre_feedforward_layernorm'),
    post_ffw_norm: aroundOne('post_feedforward_layernorm'),
  },
};
