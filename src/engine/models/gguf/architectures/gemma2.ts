import type { GgufArchitecture } from './ggufArchitecture.js';
import { gemmaKeys, scoreScale, twiceNormedNames } from './gemmaKeys.js';
import { layerTypes } from './llamaKeys.js';

const layersOf27B = 46;

/** Gemma 2: soft caps on scores and logits, and a window for every other layer. */
export const gemma2: GgufArchitecture = {
  name: 'gemma2',
  models: 'Gemma 2',
  use: 'language model',
  config(file) {
    const headSize = file.optional('attention.key_length') ?? 256;
    return {
      architectures: ['Gemma2ForCausalLM'],
      model_type: 'gemma2',
      ...gemmaKeys(file, headSize),
      query_pre_attn_scalar: scoreScale(file, headSize, layersOf27B),
      attn_logit_softcapping: file.optional('attn_logit_softcapping') ?? 50,
      final_logit_softcapping: file.optional('final_logit_softcapping') ?? 30,
      sliding_window: file.optional('attention.sliding_window') ?? 4096,
      layer_types: layerTypes(file.required('block_count'), (layer) => layer % 2 === 1),
    };
  },
  tensors: twiceNormedNames,
};
