import { modelInvalid, modelUnsupported } from '../modelErrors.js';
import type { GgufTensor } from './ggufHeader.js';
import type { MappedTensor } from './ggufTensors.js';
import type { LlamaConfig } from './llamaConfig.js';

/** Source: the tensor names of gguf-py (`constants.py`) and of transformers (`modeling_llama.py`). */
const layerNames: Readonly<Record<string, string>> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};

const otherNames: Readonly<Record<string, string>> = {
  token_embd: 'model.embed_tokens',
  output_norm: 'model.norm',
  output: 'lm_head',
};

/** Turned into the configuration (`rope_freqs`), or computed from it (`attn_rot_embd`). */
const notWeights = new Set(['rope_freqs', 'attn_rot_embd']);

/** The tensors of a Llama-type GGUF file by their Hugging Face names. A tensor that has no such name would be missed by the graph. */
export function llamaTensors(path: string, tensors: Iterable<GgufTensor>, config: LlamaConfig): Map<string, MappedTensor> {
  const rotaryHeads: Readonly<Record<string, number>> = { attn_q: config.num_attention_heads, attn_k: config.num_key_value_heads };
  const mapped = new Map<string, MappedTensor>();
  for (const tensor of tensors) {
    const [, block, stem = '', kind = ''] = /^(?:blk\.(\d+)\.)?(\w+)\.(weight|bias)$/.exec(tensor.name) ?? [];
    if (notWeights.has(stem)) continue;
    const base = block === undefined ? otherNames[stem] : layerNames[stem] && `model.layers.${block}.${layerNames[stem]}`;
    if (!base) throw modelUnsupported(path, `It has a tensor "${tensor.name}", which no Llama-type model that Cloze knows has.`);
    const heads = rotaryHeads[stem];
    if (heads !== undefined && tensor.rows % (2 * heads) !== 0) {
      throw modelInvalid(path, `The ${tensor.rows} rows of its tensor "${tensor.name}" cannot belong to ${heads} heads.`);
    }
    mapped.set(`${base}.${kind}`, heads === undefined ? { tensor } : { tensor, rotaryHeads: heads });
  }
  return mapped;
}
