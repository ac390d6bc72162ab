"""Write folders with a tiny random model.gguf of each architecture, and golden.safetensors with what transformers computes from its weights.

usage: golden_gguf.py OUT [NAME…]

The weights are quantised first; transformers gets the values that the package gguf reads from the file. Names and the order of rows follow
llama.cpp's conversion (conversion/*.py there).
"""

import sys
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type, GGUFWriter, MODEL_ARCH as Arch
from gguf.quants import dequantize, quantize
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModel, AutoModelForCausalLM

LAYERS = 2
TOKENS, VOCABULARY = 12, 64
# Matrices whose rows are no whole blocks of 256 get a type of 32, as llama.cpp's quantiser does it.
PLAIN = {"default": Type.Q8_0}
MIXED = {"attn_q": Type.Q4_0, "attn_k": Type.Q4_1, "attn_v": Type.Q8_0, "attn_qkv": Type.Q4_0, "attn_output": Type.Q5_0,
         "ffn_gate": Type.Q5_1, "ffn_up": Type.IQ4_NL, "ffn_down": Type.MXFP4, "token_embd": Type.Q4_1, "output": Type.Q8_0,
         "position_embd": Type.F16, "token_types": Type.F32, "default": Type.Q8_0}  # fmt: skip
K_QUANTS = {"attn_q": Type.Q3_K, "attn_k": Type.Q2_K, "attn_v": Type.Q5_K, "attn_output": Type.Q5_0, "ffn_gate": Type.Q3_K,
            "ffn_up": Type.IQ4_XS, "ffn_down": Type.Q5_1, "token_embd": Type.Q2_K, "output": Type.Q5_K}  # fmt: skip
Q4_K_M = {"attn_q": Type.Q4_K, "attn_k": Type.Q4_K, "attn_v": Type.Q6_K, "attn_output": Type.Q5_0, "ffn_gate": Type.Q4_K,
          "ffn_up": Type.Q4_K, "ffn_down": Type.Q8_0, "token_embd": Type.Q6_K, "output": Type.Q6_K}  # fmt: skip
Q4_0 = {"default": Type.Q4_0, "output": Type.Q6_K, "attn_output": Type.Q4_0}

SMALL = dict(hidden_size=64, intermediate_size=96, num_hidden_layers=LAYERS, num_attention_heads=4, num_key_value_heads=2,
             vocab_size=VOCABULARY, max_position_embeddings=128)  # fmt: skip
WIDE = SMALL | dict(hidden_size=256, intermediate_size=64, num_attention_heads=2, num_key_value_heads=1, head_dim=16)
GPT = dict(n_embd=64, n_layer=LAYERS, n_head=4, n_positions=128, vocab_size=VOCABULARY)
LLAMA3 = dict(rope_type="llama3", rope_theta=10000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
              original_max_position_embeddings=8192)  # fmt: skip

ROPE = dict(rope_theta=10000.0)
YARN = ROPE | dict(rope_type="yarn", factor=4.0, original_max_position_embeddings=32)
LONG = ROPE | dict(rope_type="longrope", short_factor=[1 + i / 8 for i in range(8)], long_factor=[2.0] * 8)

# Folder: (architecture, model_type, its configuration, types).
MODELS = {
    "gguf-llama-k-quants": (Arch.LLAMA, "llama", WIDE, K_QUANTS),
    "gguf-llama-q4-k-m": (Arch.LLAMA, "llama", WIDE | dict(vocab_size=288, intermediate_size=32, tie_word_embeddings=True), Q4_K_M),
    "gguf-llama-q4-0": (Arch.LLAMA, "llama", WIDE | dict(rope_parameters=LLAMA3, hidden_size=256), Q4_0),
    "gguf-mistral3": (Arch.MISTRAL3, "mistral", SMALL | dict(head_dim=16, sliding_window=None), MIXED),
    "gguf-qwen2": (Arch.QWEN2, "qwen2", SMALL, MIXED),
    "gguf-qwen3": (Arch.QWEN3, "qwen3", SMALL | dict(head_dim=32), MIXED),
    "gguf-gemma3": (Arch.GEMMA3, "gemma3_text", SMALL | dict(head_dim=16, query_pre_attn_scalar=16, num_hidden_layers=6, sliding_window=8), MIXED),
    "gguf-gpt2": (Arch.GPT2, "gpt2", GPT, MIXED),
    "gguf-gptj": (Arch.GPTJ, "gptj", GPT | dict(rotary_dim=8), MIXED),
    "gguf-bert": (Arch.BERT, "bert", SMALL, MIXED),
    "gguf-modern-bert": (Arch.MODERN_BERT, "modernbert", SMALL | dict(num_hidden_layers=4, local_attention=8, **{f"{kind}_token_id": 0 for kind in ("pad", "bos", "eos", "cls", "sep")}), MIXED),
    "gguf-llama-yarn": (Arch.LLAMA, "llama", SMALL | dict(rope_parameters=YARN), MIXED),
    "gguf-llama-own-rope": (Arch.LLAMA, "llama", SMALL | dict(rope_parameters=LLAMA3 | dict(original_max_position_embeddings=64)), MIXED),
    "gguf-gptneox": (Arch.GPTNEOX, "gpt_neox", SMALL | dict(num_key_value_heads=None, rope_parameters=ROPE | dict(partial_rotary_factor=0.5)), MIXED),
    "gguf-gemma": (Arch.GEMMA, "gemma", SMALL | dict(head_dim=32), MIXED),
    "gguf-gemma2": (Arch.GEMMA2, "gemma2", SMALL | dict(head_dim=16, query_pre_attn_scalar=16, sliding_window=8, attn_logit_softcapping=5.0, final_logit_softcapping=4.0), MIXED),
    "gguf-phi3": (Arch.PHI3, "phi3", SMALL | dict(pad_token_id=0, sliding_window=9, rope_parameters=ROPE | dict(partial_rotary_factor=0.5)), MIXED),
    "gguf-phi3-longrope": (Arch.PHI3, "phi3", SMALL | dict(pad_token_id=0, original_max_position_embeddings=64, rope_parameters=LONG), MIXED),
    "gguf-smollm3": (Arch.SMOLLM3, "smollm3", SMALL | dict(num_hidden_layers=4, pad_token_id=0, no_rope_layer_interval=4), MIXED),
    "gguf-granite": (Arch.GRANITE, "granite", SMALL | dict(embedding_multiplier=3.0, logits_scaling=2.5, residual_multiplier=0.4, attention_multiplier=0.3), MIXED),
    "gguf-olmo2": (Arch.OLMO2, "olmo2", SMALL, MIXED),
}
ENCODERS = (Arch.BERT, Arch.MODERN_BERT)
LAYER_NORMS = (Arch.GPT2, Arch.GPTJ, Arch.GPTNEOX, *ENCODERS)
GEMMAS = (Arch.GEMMA, Arch.GEMMA2, Arch.GEMMA3)
NEIGHBOURS = (Arch.LLAMA, Arch.MISTRAL3, Arch.GRANITE, Arch.SMOLLM3)


def main(out: str, *names: str) -> None:
    torch.set_num_threads(1)
    for name in names or MODELS:
        folder = Path(out) / name
        folder.mkdir(parents=True, exist_ok=True)
        arch, kind, settings, types = MODELS[name]
        torch.manual_seed(0)
        config = AutoConfig.for_model(kind, **settings)
        model = (AutoModel if arch in ENCODERS else AutoModelForCausalLM).from_config(config, attn_implementation="eager").float().eval()
        weights = dict(model.named_parameters())
        with torch.no_grad():
            for key, weight in weights.items():
                weight.copy_(torch.randn_like(weight) * (0.3 if weight.ndim == 1 else weight.shape[-1] ** -0.5))
                if "norm" in key and key.endswith("weight") and arch not in GEMMAS:
                    weight.add_(1)
            write(folder / "model.gguf", arch, model, weights, types)
        save_file(reference(model, arch in ENCODERS), folder / "golden.safetensors")
        for file in folder.iterdir():
            file.chmod(0o644)


def write(path: Path, arch: Arch, model: torch.nn.Module, weights: dict, types: dict) -> None:
    """Writes the file, and gives the model the values that are in it."""
    config = model.config
    writer = GGUFWriter(path, gguf.MODEL_ARCH_NAMES[arch])
    write_settings(writer, arch, config)
    write_tokens(writer, arch, config.vocab_size)
    names = gguf.get_tensor_name_map(arch, config.num_hidden_layers)
    for key, weight in weights.items():
        name = names.get_name(key, try_suffixes=(".weight", ".bias"))
        if name is None:  # BERT's pooler, which such files lack
            continue
        to_file, from_file = layout(arch, config, name)
        values = to_file(weight.numpy().copy())
        kind = chosen(types, name, values)
        stored = encoded(np.ascontiguousarray(values), kind)
        writer.add_tensor(name, stored, raw_dtype=kind)
        weight.copy_(torch.from_numpy(from_file(dequantize(stored, kind).reshape(values.shape)).copy()))
    rope = getattr(config, "rope_parameters", None) or {}
    if rope.get("rope_type") == "llama3":
        writer.add_tensor("rope_freqs.weight", llama3_factors(rope, config.head_dim))
    if rope.get("rope_type") == "longrope":
        writer.add_tensor("rope_factors_long.weight", np.array(rope["long_factor"], np.float32))
        writer.add_tensor("rope_factors_short.weight", np.array(rope["short_factor"], np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def chosen(types: dict, name: str, values: np.ndarray) -> Type:
    if values.ndim == 1:
        return Type.F32
    stem = name.split(".")[-2]
    kind = types.get(stem, types.get("default", Type.Q8_0))
    return kind if values.shape[-1] % GGML_QUANT_SIZES[kind][0] == 0 else Type.Q8_0


def layout(arch: Arch, config, name: str):
    """What llama.cpp's conversion does to a tensor, and the reverse."""
    if arch in NEIGHBOURS and (".attn_q." in name or ".attn_k." in name):
        heads = config.num_attention_heads if ".attn_q." in name else config.num_key_value_heads
        turn = lambda x, a, b: x.reshape(heads, a, b, *x.shape[1:]).swapaxes(1, 2).reshape(x.shape)  # noqa: E731
        half = lambda x: x.shape[0] // heads // 2  # noqa: E731
        return lambda x: turn(x, 2, half(x)), lambda x: turn(x, half(x), 2)
    if arch in GEMMAS and name.endswith("norm.weight"):
        return lambda x: x + np.float32(1), lambda x: x - np.float32(1)
    if arch == Arch.GPTNEOX and ".attn_qkv." in name:
        heads = config.num_attention_heads
        regroup = lambda x, a, b: x.reshape(a, b, -1, *x.shape[1:]).swapaxes(0, 1).reshape(x.shape)  # noqa: E731
        return lambda x: regroup(x, heads, 3), lambda x: regroup(x, 3, heads)
    conv = (".attn_qkv.weight", ".attn_output.weight", ".ffn_up.weight", ".ffn_down.weight")
    if arch == Arch.GPT2 and name.endswith(conv):
        return lambda x: x.T, lambda x: x.T
    return lambda x: x, lambda x: x


def encoded(values: np.ndarray, kind: Type) -> np.ndarray:
    try:
        return quantize(values, kind)
    except NotImplementedError:
        pass
    # gguf-py does not write these types: blocks of random codes, whose values are the model's then.
    size, length = GGML_QUANT_SIZES[kind]
    random = np.random.default_rng(values.size)
    blocks = random.integers(0, 256, (values.size // size, length), dtype=np.uint8)
    unit = np.float32(values.std())
    halves = {
        Type.Q2_K: {80: unit / 12, 82: unit / 10}, Type.Q3_K: {108: unit / 40}, Type.Q4_K: {0: unit / 150, 2: unit / 35},
        Type.Q5_K: {0: unit / 300, 2: unit / 35}, Type.Q6_K: {208: unit / 1200}, Type.IQ4_NL: {0: unit / 64},
        Type.IQ4_XS: {0: unit / 1000},
    }[kind]  # fmt: skip
    for at, value in halves.items():
        blocks[:, at : at + 2] = np.full((len(blocks), 1), value, np.float16).view(np.uint8)
    return blocks.reshape(*values.shape[:-1], -1)


def write_settings(writer: GGUFWriter, arch: Arch, config) -> None:
    heads = config.num_attention_heads
    writer.add_context_length(128)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    inner = 4 * config.hidden_size if arch in (Arch.GPT2, Arch.GPTJ) else config.intermediate_size
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    rope = getattr(config, "rope_parameters", None) or {}
    if arch in LAYER_NORMS:
        writer.add_layer_norm_eps(next(getattr(config, key) for key in ("layer_norm_epsilon", "layer_norm_eps", "norm_eps") if hasattr(config, key)))
    else:
        writer.add_head_count_kv(config.num_key_value_heads)
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
        head = getattr(config, "head_dim", None) or config.hidden_size // heads
        if arch != Arch.PHI3:
            writer.add_key_length(head)
            writer.add_value_length(head)
        if arch in NEIGHBOURS:
            writer.add_rope_dimension_count(head)
        if arch not in (Arch.GEMMA, Arch.GEMMA2):
            writer.add_rope_freq_base(1e6 if arch == Arch.GEMMA3 else rope["rope_theta"])
    if arch == Arch.GPTJ:
        writer.add_rope_dimension_count(config.rotary_dim)
    if arch in (Arch.GEMMA2, Arch.GEMMA3, Arch.PHI3):
        writer.add_sliding_window(config.sliding_window or 0)
    if arch in ENCODERS:
        writer.add_causal_attention(False)
    if arch == Arch.MODERN_BERT:
        writer.add_sliding_window(config.local_attention)
        writer.add_rope_freq_base(config.rope_parameters["full_attention"]["rope_theta"])
        writer.add_rope_freq_base_swa(config.rope_parameters["sliding_attention"]["rope_theta"])
    if arch in (Arch.GPTNEOX, Arch.PHI3):
        writer.add_rope_dimension_count(int(rope.get("partial_rotary_factor", 1) * config.hidden_size // heads))
    if arch == Arch.GPTNEOX:
        writer.add_parallel_residual(config.use_parallel_residual)
    if rope.get("rope_type") == "yarn":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(rope["factor"])
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
    if rope.get("rope_type") == "longrope":
        trained = config.original_max_position_embeddings
        writer.add_rope_scaling_orig_ctx_len(trained)
        writer.add_rope_scaling_attn_factors(float(np.sqrt(1 + np.log(config.max_position_embeddings / trained) / np.log(trained))))
    if arch == Arch.GEMMA2:
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)
    if arch == Arch.GRANITE:
        writer.add_attention_scale(config.attention_multiplier)
        writer.add_embedding_scale(config.embedding_multiplier)
        writer.add_residual_scale(config.residual_multiplier)
        writer.add_logit_scale(config.logits_scaling)


def write_tokens(writer: GGUFWriter, arch: Arch, count: int) -> None:
    """The first tokens are the bytes in the alphabet of GPT-2, the last is the end of a text; BERT's are words."""
    if arch == Arch.BERT:
        writer.add_tokenizer_model("bert")
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        writer.add_token_list(special + [f"\u2581{chr(97 + i)}" for i in range(26)] + [chr(97 + i) for i in range(26)] + [f"\u2581{i}" for i in range(count - 57)])
        writer.add_token_types([3] * 5 + [1] * (count - 5))
        for kind, at in {"bos": 2, "unk": 1, "sep": 3, "pad": 0, "mask": 4}.items():
            getattr(writer, f"add_{kind}_token_id")(at)
        return
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    alphabet = {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}
    letters = [alphabet[byte] for byte in [32, *range(97, 123), 10, *(b for b in range(256) if b not in (32, 10) and not 97 <= b < 123)]]
    merged = ["th", "the", "\u0120the", "an", "and", "\u0120and", "in", "ing", "er", "\u0120a", "on", "re", "\u0120s", "\u0120w", "ou"]
    tokens = letters[: count - 1 - len(merged)] + merged
    tokens += [f"<|unused{i}|>" for i in range(count - 1 - len(tokens))] + ["<|endoftext|>"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre({Arch.QWEN2: "qwen2", Arch.QWEN3: "qwen2", Arch.MODERN_BERT: "modern-bert"}.get(arch, "gpt-2"))
    writer.add_token_list(tokens)
    writer.add_token_types([3 if token.startswith("<|") else 1 for token in tokens])
    merges = ["t h", "th e", "\u0120 the", "a n", "an d", "\u0120 and", "i n", "in g", "e r", "\u0120 a", "o n", "r e", "\u0120 s", "\u0120 w", "o u"]
    writer.add_token_merges([merge for merge in merges if merge.replace(" ", "") in tokens])
    writer.add_bos_token_id(count - 1)
    writer.add_eos_token_id(count - 1)


def llama3_factors(rope: dict, size: int) -> np.ndarray:
    """As llama.cpp's conversion of Llama computes them."""
    frequencies = 1 / rope["rope_theta"] ** (np.arange(0, size, 2) / size)
    turns = rope["original_max_position_embeddings"] * frequencies / (2 * np.pi)
    low, high, factor = rope["low_freq_factor"], rope["high_freq_factor"], rope["factor"]
    smooth = np.clip((turns - low) / (high - low), 0, 1)
    return (1 / ((1 - smooth) / factor + smooth)).astype(np.float32)


def reference(model: torch.nn.Module, is_encoder: bool) -> dict:
    generator = torch.Generator().manual_seed(1)
    rows = 3 if is_encoder else 1
    ids = torch.randint(5, VOCABULARY, (rows, TOKENS), generator=generator)
    with torch.no_grad():
        if is_encoder:
            mask = torch.ones_like(ids)
            mask[1, 9:] = 0
            types = torch.zeros_like(ids)
            types[0, 6:] = 1
            inputs = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if hasattr(model.config, "type_vocab_size") else {})
            return inputs | {"last_hidden_state": model(**inputs).last_hidden_state}
        greedy = ids[:, :8]
        for _ in range(24):
            greedy = torch.cat([greedy, model(input_ids=greedy).logits[:, -1:].argmax(-1)], 1)
        return {"input_ids": ids, "logits": model(input_ids=ids).logits, "greedy_after_8": greedy[:, 8:]}


if __name__ == "__main__":
    main(*sys.argv[1:])
