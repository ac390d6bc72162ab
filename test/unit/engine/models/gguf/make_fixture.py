"""Write llama.gguf, a tiny Llama-type model in every type of tensor that Cloze reads, and llama.safetensors, the values that it stands for.

usage: make_fixture.py     needs the packages in models/training/requirements.txt
"""

import math
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFWriter
from gguf.quants import dequantize, quantize
from safetensors.numpy import save_file

HERE = Path(__file__).parent
WIDTH, HEADS, GROUPS, INNER, VOCABULARY, THETA = 32, 2, 1, 64, 16, 10000.0

# Name in the file, Hugging Face's name, shape, type, rotary heads.
TENSORS = [
    ("token_embd.weight", "model.embed_tokens.weight", (VOCABULARY, WIDTH), Type.Q8_0, None),
    ("output_norm.weight", "model.norm.weight", (WIDTH,), Type.F32, None),
    ("output.weight", "lm_head.weight", (VOCABULARY, WIDTH), Type.BF16, None),
    ("blk.0.attn_norm.weight", "model.layers.0.input_layernorm.weight", (WIDTH,), Type.F32, None),
    ("blk.0.attn_q.weight", "model.layers.0.self_attn.q_proj.weight", (WIDTH, WIDTH), Type.Q4_0, HEADS),
    ("blk.0.attn_q.bias", "model.layers.0.self_attn.q_proj.bias", (WIDTH,), Type.F32, HEADS),
    ("blk.0.attn_k.weight", "model.layers.0.self_attn.k_proj.weight", (WIDTH // 2, WIDTH), Type.Q4_1, GROUPS),
    ("blk.0.attn_v.weight", "model.layers.0.self_attn.v_proj.weight", (WIDTH // 2, WIDTH), Type.F16, None),
    ("blk.0.attn_output.weight", "model.layers.0.self_attn.o_proj.weight", (WIDTH, WIDTH), Type.Q4_0, None),
    ("blk.0.ffn_norm.weight", "model.layers.0.post_attention_layernorm.weight", (WIDTH,), Type.F32, None),
    ("blk.0.ffn_gate.weight", "model.layers.0.mlp.gate_proj.weight", (INNER, WIDTH), Type.Q4_1, None),
    ("blk.0.ffn_up.weight", "model.layers.0.mlp.up_proj.weight", (INNER, WIDTH), Type.Q8_0, None),
    ("blk.0.ffn_down.weight", "model.layers.0.mlp.down_proj.weight", (WIDTH, INNER), Type.F32, None),
]


def main() -> None:
    random = np.random.default_rng(0)
    writer = GGUFWriter(HERE / "llama.gguf", "llama")
    writer.add_block_count(1)
    writer.add_context_length(512)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(GROUPS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(THETA)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    tokens = ["<|begin_of_text|>", "<|end_of_text|>", "a", "b", "ab", "Ġ", "Ġa", "Ġab", *(f"<|reserved_{i}|>" for i in range(8))]
    writer.add_token_list(tokens)
    writer.add_token_types([3, 3, *[1] * 6, *[3] * 8])
    writer.add_token_merges(["a b", "Ġ a", "Ġa b"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(1)
    expected = {}
    for name, hugging_face, shape, kind, heads in TENSORS:
        stored = quantize(random.standard_normal(shape).astype(np.float32), kind)
        writer.add_tensor(name, stored, raw_dtype=kind)
        values = dequantize(stored, kind).reshape(shape)
        # llama.cpp interleaves the rotary halves of each head; Hugging Face keeps them apart.
        expected[hugging_face] = values.reshape(heads, -1, 2, *shape[1:]).swapaxes(1, 2).reshape(shape) if heads else values
    writer.add_tensor("rope_freqs.weight", np.array(llama3_factors(8.0, WIDTH // HEADS), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file({name: np.ascontiguousarray(values) for name, values in expected.items()}, HERE / "llama.safetensors")
    (HERE / "llama.safetensors").chmod(0o644)


def llama3_factors(factor: float, size: int) -> list[float]:
    """As convert_hf_to_gguf.py of llama.cpp computes them."""
    low, high, old_context = 1.0, 4.0, 8192
    factors = []
    for i in range(0, size, 2):
        wavelength = 2 * math.pi * THETA ** (i / size)
        if wavelength < old_context / high:
            factors.append(1.0)
        elif wavelength > old_context / low:
            factors.append(factor)
        else:
            smooth = (old_context / wavelength - low) / (high - low)
            factors.append(1 / ((1 - smooth) / factor + smooth))
    return factors


if __name__ == "__main__":
    main()
