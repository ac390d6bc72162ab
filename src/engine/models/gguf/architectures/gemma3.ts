import { aroundOne } from '../tensorNames.js';
import { sixDigits } from '../hyperparameters.js';
import { ropeScaling } from '../ropeScaling.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { layerTypes, sizes, vocabularyKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** Gemma 3 27B, by its layers, scales its scores by the width of a head that is as wide as all of them have on average. */
const layersOf27B = 62;

/** Every sixth layer sees all tokens. */
const usualPattern = 6;

/** Gemma 3's text part; the file has 1 added to all gains. Source: `Gemma3Model` in llama.cpp's conversion, and its `gemma3.cpp`. */
export const gemma3: GgufArchitecture = {
  name: 'gemma3',
  models: 'Gemma 3 (text)',
  config(file) {
    const layers = file.required('block_count');
    const heads = file.required('attention.head_count');
    const headSize = file.optional('attention.key_length') ?? 256;
    const window = file.optional('attention.sliding_window');
    const every = file.optional('attention.sliding_window_pattern') ?? usualPattern;
    const theta = file.optional('rope.freq_base') ?? 1_000_000;
    return {
      architectures: ['Gemma3ForCausalLM'],
      model_type: 'gemma3_text',
      ...sizes(file, headSize),
      hidden_activation: 'gelu_pytorch_tanh',
      rms_norm_eps: sixDigits(file.required('attention.layer_norm_rms_epsilon')),
      query_pre_attn_scalar: layers === layersOf27B ? file.required('embedding_length') / heads : headSize,
      ...(window !== undefined && { sliding_window: window }),
      layer_types: layerTypes(layers, (layer) => window === undefined || (layer + 1) % every === 0),
      rope_theta: theta,
      rope_local_base_freq: file.optional('rope.freq_base_swa') ?? 10_000,
      rope_scaling: ropeScaling(file, theta),
      ...(file.optional('final_logit_softcapping') !== undefined && { final_logit_softcapping: file.optional('final_logit_softcapping') }),
      ...vocabularyKeys(file),
    };
  },
  tensors: {
    ...llamaNames,
    inLayers: {
      ...llamaNames.inLayers,
      attn_norm: aroundOne('input_layernorm'),
      attn_q_norm: aroundOne('self_attn.q_norm'),
      attn_k_norm: aroundOne('self_attn.k_norm'),
      post_attention_norm: aroundOne('post_attention_layernorm'),
      ffn_norm: aroundOne('pre_feedforward_layernorm'),
      post_ffw_norm: aroundOne('post_feedforward_layernorm'),
    },
    others: { ...llamaNames.others, output_norm: aroundOne('model.norm') },
  },
};
