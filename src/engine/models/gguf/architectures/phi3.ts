import type { JsonRecord } from '../../json.js';
import { sixDigits, type Hyperparameters } from '../hyperparameters.js';
import type { GgufArchitecture } from './ggufArchitecture.js';
import { sizes, vocabularyKeys } from './llamaKeys.js';
import { llamaNames } from './llamaNames.js';

/** Phi-3 to Phi-4, with the projections of one input in one matrix. */
export const phi3: GgufArchitecture = {
  name: 'phi3',
  models: 'Phi 3, 3.5 and 4, without experts',
  use: 'language model',
  config(file) {
    const headSize = file.required('embedding_length') / file.required('attention.head_count');
    // 0 where the model has none.
    const window = file.optional('attention.sliding_window') ?? 0;
    return {
      architectures: ['Phi3ForCausalLM'],
      model_type: 'phi3',
      ...sizes(file),
      hidden_act: 'silu',
      rms_norm_eps: sixDigits(file.required('attention.layer_norm_rms_epsilon')),
      rope_theta: file.optional('rope.freq_base') ?? 10_000,
      partial_rotary_factor: (file.optional('rope.dimension_count') ?? headSize) / headSize,
      ...(window > 0 && { sliding_window: window }),
      ...longrope(file),
      ...vocabularyKeys(file),
    };
  },
  tensors: {
    ...llamaNames,
    inLayers: { ...llamaNames.inLayers, attn_qkv: 'self_attn.qkv_proj', ffn_up: 'mlp.gate_up_proj' },
  },
};

/** The factors by which long texts stretch each frequency, and the length up to which texts are short. */
function longrope(file: Hyperparameters): JsonRecord {
  const [long, short] = [file.factors.get('rope_factors_long.weight'), file.factors.get('rope_factors_short.weight')];
  if (long === undefined || short === undefined) return {};
  return {
    original_max_position_embeddings: file.required('rope.scaling.original_context_length'),
    rope_scaling: {
      rope_type: 'longrope',
      long_factor: [...long],
      short_factor: [...short],
      attention_factor: file.optional('rope.scaling.attn_factor') ?? 1,
    },
  };
}
