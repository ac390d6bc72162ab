"""Writes the golden folder bert-narrow: the BERT of bert-pretraining without some of its heads and neurons, other ones in each layer.

usage: make_narrow_bert.py (needs torch and transformers 5). The outputs are those of transformers for the whole model, in which what the removed parts give is
multiplied by zero; the folder's weights do not hold these parts, and its configuration has a list of heads and of neurons.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import BertForPreTraining

HERE = Path(__file__).parent
HEADS = ([0, 2, 3], [1], [0, 1, 2, 3])
NEURONS = (range(0, 160, 2), range(32, 160), range(96))
HEAD_SIZE = 16


def main() -> None:
    source, folder = HERE / "bert-pretraining", HERE / "bert-narrow"
    model = BertForPreTraining.from_pretrained(source, attn_implementation="eager").eval()
    stored = {name: values.clone() for name, values in load_file(source / "model.safetensors").items()}
    for number, (heads, neurons) in enumerate(zip(HEADS, NEURONS, strict=True)):
        layer, path = model.bert.encoder.layer[number], f"bert.encoder.layer.{number}"
        columns = torch.cat([torch.arange(head * HEAD_SIZE, (head + 1) * HEAD_SIZE) for head in heads])
        keep_alone(layer.attention.output.dense, columns)
        keep_alone(layer.output.dense, torch.tensor(neurons))
        for name in ("query", "key", "value"):
            keep_rows(stored, f"{path}.attention.self.{name}", columns)
        keep_rows(stored, f"{path}.intermediate.dense", torch.tensor(neurons))
        for name, kept in (("attention.output.dense", columns), ("output.dense", torch.tensor(neurons))):
            stored[f"{path}.{name}.weight"] = stored[f"{path}.{name}.weight"][:, kept]
    golden = load_file(source / "golden.safetensors")
    inputs = {name: golden[name] for name in ("input_ids", "attention_mask", "token_type_ids")}
    with torch.no_grad():
        result = model(**inputs, output_hidden_states=True)
    outputs = {
        "last_hidden_state": result.hidden_states[-1],
        "prediction_logits": result.prediction_logits,
        "seq_relationship_logits": result.seq_relationship_logits,
    }
    folder.mkdir(exist_ok=True)
    save_file({name: values.contiguous() for name, values in stored.items()}, folder / "model.safetensors", metadata={"format": "pt"})
    save_file(inputs | {name: values.contiguous() for name, values in outputs.items()}, folder / "golden.safetensors")
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    sizes = {"num_attention_heads": [len(heads) for heads in HEADS], "head_dim": HEAD_SIZE, "intermediate_size": [len(part) for part in NEURONS]}
    (folder / "config.json").write_text(json.dumps(config | sizes, indent=2) + "\n", encoding="utf-8")


def keep_alone(dense: torch.nn.Linear, columns: torch.Tensor) -> None:
    """Makes all other inputs of the layer count for nothing."""
    kept = torch.zeros(dense.in_features)
    kept[columns] = 1
    dense.weight.data *= kept


def keep_rows(stored: dict[str, torch.Tensor], name: str, rows: torch.Tensor) -> None:
    for part in ("weight", "bias"):
        stored[f"{name}.{part}"] = stored[f"{name}.{part}"][rows]


if __name__ == "__main__":
    main()
