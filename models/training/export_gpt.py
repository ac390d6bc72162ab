"""Turn SmolLM2's GGUF file (layers Q4_1, embeddings Q8_0) into the embedded format: safetensors that hold quantised tensors.

usage: export_gpt.py FILE.gguf OUT_FOLDER

The 4-bit layers keep their grid bit for bit: codes, scales and minimums are the file's own, laid out anew. Only the embeddings are rounded
again, from 8 bits in blocks of 32 to 8 bits in blocks of 64. README.md beside this file describes the format.
"""

import sys
from pathlib import Path

import numpy as np
from embedded_format import round_to_8_bits, write_json, write_shards
from gguf import GGMLQuantizationType, GGUFReader, ReaderTensor
from gguf.quants import dequantize

EMBEDDING_BLOCK = 64

LAYER_TENSORS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
OTHER_TENSORS = {"token_embd": "model.embed_tokens", "output_norm": "model.norm"}


def main(source: str, out: str) -> None:
    reader = GGUFReader(source)
    metadata = {key: field.contents() for key, field in reader.fields.items()}
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "config.json", model_config(metadata), indent=2)
    write_json(folder / "tokenizer.json", tokenizer(metadata))
    write_json(folder / "tokenizer_config.json", tokenizer_config(metadata), indent=2)
    tensors: dict[str, np.ndarray] = {}
    for tensor in reader.tensors:
        tensors |= export_tensor(tensor, metadata)
    write_shards(folder, tensors)


def export_tensor(tensor: ReaderTensor, metadata: dict) -> dict[str, np.ndarray]:
    """The arrays that stand for one tensor, by their names in the embedded format."""
    stem, name = hugging_face_name(tensor.name)
    if tensor.tensor_type == GGMLQuantizationType.F32:
        return {name: to_float16(tensor.data)}
    if tensor.tensor_type == GGMLQuantizationType.Q4_1:
        parts = split_q4_1(tensor)
        heads = {"attn_q": "head_count", "attn_k": "head_count_kv"}.get(stem)
        if heads:
            parts = {key: join_rotary_halves(part, metadata[f"llama.attention.{heads}"]) for key, part in parts.items()}
        return {f"{name}.{key}": np.ascontiguousarray(part) for key, part in parts.items()}
    if tensor.tensor_type == GGMLQuantizationType.Q8_0 and stem == "token_embd":
        codes, scales = round_to_8_bits(dequantize(tensor.data, tensor.tensor_type), EMBEDDING_BLOCK)
        return {f"{name}.codes8": codes, f"{name}.scales": scales}
    raise SystemExit(f"{tensor.name} is {tensor.tensor_type.name}, which this script does not export.")


def hugging_face_name(name: str) -> tuple[str, str]:
    """`blk.3.attn_q.weight` gives (`attn_q`, `model.layers.3.self_attn.q_proj.weight`)."""
    parts = name.split(".")
    if parts[0] == "blk":
        return parts[2], f"model.layers.{parts[1]}.{LAYER_TENSORS[parts[2]]}.weight"
    return parts[0], f"{OTHER_TENSORS[parts[0]]}.weight"


def split_q4_1(tensor: ReaderTensor) -> dict[str, np.ndarray]:
    """Q4_1 blocks: float16 scale, float16 minimum, 16 bytes whose low nibbles are the first 16 columns and whose high nibbles are the rest."""
    columns, rows = (int(n) for n in tensor.shape)
    blocks = np.ascontiguousarray(tensor.data).reshape(rows, columns // 32, 20)
    scales = np.ascontiguousarray(blocks[:, :, 0:2]).view(np.float16)[:, :, 0]
    minimums = np.ascontiguousarray(blocks[:, :, 2:4]).view(np.float16)[:, :, 0]
    nibbles = blocks[:, :, 4:]
    codes = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).reshape(rows, columns)
    return {"codes4": codes[:, 0::2] | (codes[:, 1::2] << 4), "scales": scales, "minimums": minimums}


def join_rotary_halves(rows: np.ndarray, heads: int) -> np.ndarray:
    """llama.cpp interleaves the two halves that a rotary embedding turns; Hugging Face keeps them apart."""
    return rows.reshape(heads, -1, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def to_float16(values: np.ndarray) -> np.ndarray:
    halves = values.astype(np.float16)
    if not np.array_equal(halves.astype(np.float32), values):
        raise SystemExit("A float32 tensor does not fit float16 exactly.")
    return halves


def model_config(metadata: dict) -> dict:
    llama = {key.removeprefix("llama."): value for key, value in metadata.items() if key.startswith("llama.")}
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": llama["embedding_length"],
        "intermediate_size": llama["feed_forward_length"],
        "num_hidden_layers": llama["block_count"],
        "num_attention_heads": llama["attention.head_count"],
        "num_key_value_heads": llama["attention.head_count_kv"],
        "head_dim": llama["rope.dimension_count"],
        "hidden_act": "silu",
        "max_position_embeddings": llama["context_length"],
        # GGUF stores 1e-5 in float32; six digits give the number that was meant.
        "rms_norm_eps": float(f"{llama['attention.layer_norm_rms_epsilon']:.6g}"),
        "rope_theta": llama["rope.freq_base"],
        "vocab_size": llama["vocab_size"],
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "bos_token_id": metadata["tokenizer.ggml.bos_token_id"],
        "eos_token_id": metadata["tokenizer.ggml.eos_token_id"],
        "pad_token_id": metadata["tokenizer.ggml.padding_token_id"],
    }


def tokenizer(metadata: dict) -> dict:
    tokens, types = metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.token_type"]
    control = 3
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
            for i, (token, kind) in enumerate(zip(tokens, types, strict=True))
            if kind == control
        ],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level]},
        "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": {token: i for i, token in enumerate(tokens)},
            "merges": metadata["tokenizer.ggml.merges"],
        },
    }


def tokenizer_config(metadata: dict) -> dict:
    tokens = metadata["tokenizer.ggml.tokens"]
    named = {"bos_token": "bos", "eos_token": "eos", "pad_token": "padding", "unk_token": "unknown"}
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **{key: tokens[metadata[f"tokenizer.ggml.{kind}_token_id"]] for key, kind in named.items()},
        "chat_template": metadata["tokenizer.chat_template"],
        "clean_up_tokenization_spaces": False,
        "model_max_length": metadata["llama.context_length"],
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
