"""Writes the golden folder bert-pair-adapters: a tiny random BERT with random adapters for pairs, and what transformers computes with them.

usage: make_pair_adapters.py (needs torch and transformers 5). `last_hidden_state` and `prediction_logits` are those of the model as it is,
`seq_relationship_logits` those of a copy whose weights have the adapters merged into them. The adapters are rounded to 8 bits first.
"""

import copy
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForPreTraining

VOCABULARY, LENGTHS, RANK, BLOCK = 97, [20, 16, 11], 4, 32
CONFIG = BertConfig(
    vocab_size=VOCABULARY, hidden_size=64, num_hidden_layers=3, num_attention_heads=4, intermediate_size=96, max_position_embeddings=64
)
LAYERS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
ADAPTED = [f"bert.encoder.layer.{layer}.{name}" for layer in (1, 2) for name in LAYERS] + ["bert.pooler.dense"]


def main() -> None:
    random = torch.Generator().manual_seed(7)
    model = BertForPreTraining._from_config(CONFIG, attn_implementation="eager").eval()
    for name, weights in model.named_parameters():
        noise = torch.randn(weights.shape, generator=random)
        weights.data = 1 + 0.1 * noise if name.endswith("LayerNorm.weight") else 0.1 * noise
    adapted = copy.deepcopy(model)
    stored: dict[str, torch.Tensor] = {}
    for name in ADAPTED:
        layer = adapted.get_submodule(name)
        down = rounded(stored, f"{name}.down", torch.randn(RANK, layer.in_features, generator=random) / layer.in_features**0.5)
        up = rounded(stored, f"{name}.up", 0.3 * torch.randn(RANK, layer.out_features, generator=random))
        layer.weight.data += up.T @ down
    for name, values in adapted.cls.seq_relationship.named_parameters():
        values.data = 0.5 * torch.randn(values.shape, generator=random)
        stored[f"cls.seq_relationship.{name}"] = values.data.clone()

    ids = torch.randint(3, VOCABULARY, (len(LENGTHS), max(LENGTHS)), generator=random)
    mask = torch.tensor([[int(at < length) for at in range(max(LENGTHS))] for length in LENGTHS])
    segments = torch.tensor([[int(length // 2 <= at < length) for at in range(max(LENGTHS))] for length in LENGTHS])
    inputs = {"input_ids": ids * mask, "attention_mask": mask, "token_type_ids": segments}
    with torch.no_grad():
        plain = model(**inputs, output_hidden_states=True)
        follows = adapted(**inputs).seq_relationship_logits
    folder = Path(__file__).parent / "bert-pair-adapters"
    model.save_pretrained(folder)
    save_file(stored, folder / "pairs.safetensors")
    outputs = {
        "last_hidden_state": plain.hidden_states[-1],
        "prediction_logits": plain.prediction_logits,
        "seq_relationship_logits": follows,
    }
    save_file(inputs | {name: values.contiguous() for name, values in outputs.items()}, folder / "golden.safetensors")


def rounded(stored: dict[str, torch.Tensor], name: str, matrix: torch.Tensor) -> torch.Tensor:
    """Stores a matrix as 8-bit codes with a scale a block, as the embedded format has it, and returns what is stored."""
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    scales = (blocks.abs().amax(2) / 127).half()
    codes = (blocks / scales[:, :, None].float()).round().clamp(-127, 127)
    stored[f"{name}.codes8"], stored[f"{name}.scales"] = codes.to(torch.int8).reshape(matrix.shape), scales
    return (codes * scales[:, :, None].float()).reshape(matrix.shape)


if __name__ == "__main__":
    main()
