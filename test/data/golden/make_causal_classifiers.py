"""Writes the golden folders of Llama-type classifiers: tiny random checkpoints, and what transformers computes with them.

usage: make_causal_classifiers.py (needs torch and transformers 5). Each folder gets config.json, model.safetensors and golden.safetensors with
`input_ids`, `attention_mask` (right padding), `last_hidden_state` and `logits`. Weights and biases are large, so that each of them matters.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import (
    Gemma3TextConfig,
    Gemma3TextForSequenceClassification,
    LlamaConfig,
    LlamaForSequenceClassification,
    MistralConfig,
    MistralForSequenceClassification,
    Qwen2Config,
    Qwen2ForSequenceClassification,
    Qwen3Config,
    Qwen3ForSequenceClassification,
)

VOCABULARY = 97
LENGTHS = [20, 16, 11]
SIZES = {
    "vocab_size": VOCABULARY,
    "hidden_size": 48,
    "intermediate_size": 80,
    "num_hidden_layers": 2,
    "num_attention_heads": 6,
    "num_key_value_heads": 2,
    "max_position_embeddings": 64,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "num_labels": 3,
}
MODELS = {
    "llama-classifier": (LlamaForSequenceClassification, LlamaConfig(**SIZES)),
    "mistral-classifier": (MistralForSequenceClassification, MistralConfig(**SIZES, sliding_window=6)),
    "qwen2-classifier": (Qwen2ForSequenceClassification, Qwen2Config(**SIZES)),
    "qwen3-classifier": (Qwen3ForSequenceClassification, Qwen3Config(**SIZES, head_dim=16)),
    "gemma3-classifier": (
        Gemma3TextForSequenceClassification,
        Gemma3TextConfig(
            **SIZES,
            head_dim=16,
            query_pre_attn_scalar=24,
            sliding_window=6,
            layer_types=["sliding_attention", "full_attention"],
        ),
    ),
}


def randomise(model: torch.nn.Module, random: torch.Generator) -> None:
    for name, weights in model.named_parameters():
        noise = torch.randn(weights.shape, generator=random)
        is_gain = name.endswith("norm.weight") or "layernorm" in name
        weights.data = 1 + 0.1 * noise if is_gain and "Gemma" not in type(model).__name__ else 0.1 * noise


def main() -> None:
    here = Path(__file__).parent
    for seed, (name, (kind, config)) in enumerate(MODELS.items()):
        random = torch.Generator().manual_seed(seed)
        model = kind._from_config(config, attn_implementation="eager").eval()
        randomise(model, random)
        ids = torch.randint(3, VOCABULARY, (len(LENGTHS), max(LENGTHS)), generator=random)
        mask = torch.tensor([[int(at < length) for at in range(max(LENGTHS))] for length in LENGTHS])
        ids = ids * mask
        with torch.no_grad():
            hidden = model.model(input_ids=ids, attention_mask=mask).last_hidden_state
            logits = model(input_ids=ids, attention_mask=mask).logits
        model.save_pretrained(here / name)
        save_file(
            {"input_ids": ids, "attention_mask": mask, "last_hidden_state": hidden.contiguous(), "logits": logits.contiguous()},
            here / name / "golden.safetensors",
        )


main()
