import type { TensorNames } from '../tensorNames.js';

/** The names of Llama's relatives. Source: gguf-py (`tensor_mapping.py`) and transformers (`modeling_llama.py`). */
export const llamaNames: TensorNames = {
  layers: 'model.layers',
  inLayers: {
    attn_norm: 'input_layernorm',
    attn_q: 'self_attn.q_proj',
    attn_k: 'self_attn.k_proj',
    attn_v: 'self_attn.v_proj',
    attn_output: 'self_attn.o_proj',
    ffn_norm: 'post_attention_layernorm',
    ffn_gate: 'mlp.gate_proj',
    ffn_up: 'mlp.up_proj',
    ffn_down: 'mlp.down_proj',
  },
  others: { token_embd: 'model.embed_tokens', output_norm: 'model.norm', output: 'lm_head' },
};
