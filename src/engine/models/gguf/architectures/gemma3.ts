import { ropeScaling } from '../ropeScaling.js';
import { aroundOne } from '../tensorNames.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { gemmaKeys, scoreScale, twiceNormedNames } from './gemmaKeys.js';
import { layerTypes } from './llamaKeys.js';

const layersOf27B = 62;

/** Every sixth layer sees all tokens. */
const usualPattern = 6;

/** Gemma 3's text part: normalised heads, and layers with a window that turn heads faster than the others. */
export const gemma3: GgufArchitecture = {
  name: 'gemma3',
  models: 'Gemma 3 (text)',
  use: 'language model',
  config(file) {
    const headSize = file.optional('attention.key_length') ?? 256;
    const window = file.optional('attention.sliding_window');
    const every = file.optional('attention.sliding_window_pattern') ?? usualPattern;
    const theta = file.optional('rope.freq_base') ?? 1_000_000;
    const cap = file.optional('final_logit_softcapping');
    return {
      architectures: ['Gemma3ForCausalLM'],
      model_type: 'gemma3_text',
      ...gemmaKeys(file, headSize),
      query_pre_attn_scalar: scoreScale(file, headSize, layersOf27B),
      ...(window !== undefined && { sliding_window: window }),
      layer_types: layerTypes(file.required('block_count'), (layer) => window === undefined || (layer + 1) % every === 0),
      rope_theta: theta,
      rope_local_base_freq: file.optional('rope.freq_base_swa') ?? 10_000,
      rope_scaling: ropeScaling(file, theta),
      ...(cap !== undefined && { final_logit_softcapping: cap }),
    };
  },
  tensors: {
    ...twiceNormedNames,
    inLayers: { ...twiceNormedNames.inLayers, attn_q_norm: aroundOne('self_attn.q_norm'), attn_k_norm: aroundOne('self_attn.k_norm') },
  },
};
