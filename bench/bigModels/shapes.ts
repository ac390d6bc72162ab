/** A model by its sizes: layers of the Llama type, with the vocabulary of the embedded model. */
export interface ModelShape {
  readonly name: string;
  readonly hidden: number;
  readonly inner: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyHeads: number;
}

export const vocabulary = 49152;

/** Sizes that K-quants can hold: rows are multiples of 256. */
export const shapes = {
  '0.5b': { name: '0.5 B', hidden: 1024, inner: 4096, layers: 30, heads: 16, keyHeads: 4 },
  '1.5b': { name: '1.5 B', hidden: 2048, inner: 8192, layers: 24, heads: 32, keyHeads: 8 },
  /** As many weights in a layer as GPT-J has, and as many layers. */
  '6b': { name: '6 B', hidden: 4096, inner: 11008, layers: 28, heads: 32, keyHeads: 32 },
} as const satisfies Record<string, ModelShape>;

/** The matrices of a layer as [outputs, inputs], by the names that Hugging Face and GGUF have for them. */
export function layerMatrices({ hidden, inner, heads, keyHeads }: ModelShape): readonly {
  readonly folder: string;
  readonly gguf: string;
  readonly shape: readonly [number, number];
}[] {
  const keys = (hidden / heads) * keyHeads;
  return [
    { folder: 'self_attn.q_proj', gguf: 'attn_q', shape: [hidden, hidden] },
    { folder: 'self_attn.k_proj', gguf: 'attn_k', shape: [keys, hidden] },
    { folder: 'self_attn.v_proj', gguf: 'attn_v', shape: [keys, hidden] },
    { folder: 'self_attn.o_proj', gguf: 'attn_output', shape: [hidden, hidden] },
    { folder: 'mlp.gate_proj', gguf: 'ffn_gate', shape: [inner, hidden] },
    { folder: 'mlp.up_proj', gguf: 'ffn_up', shape: [inner, hidden] },
    { folder: 'mlp.down_proj', gguf: 'ffn_down', shape: [hidden, inner] },
  ];
}

/** The `config.json` of a model of this shape. */
export function configOf({ hidden, inner, layers, heads, keyHeads }: ModelShape): Readonly<Record<string, unknown>> {
  return {
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    hidden_size: hidden,
    intermediate_size: inner,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: keyHeads,
    head_dim: hidden / heads,
    vocab_size: vocabulary,
    max_position_embeddings: 4096,
    rms_norm_eps: 1e-5,
    rope_theta: 10000,
    tie_word_embeddings: true,
    hidden_act: 'silu',
    torch_dtype: 'float16',
    bos_token_id: 1,
    eos_token_id: 2,
  };
}
