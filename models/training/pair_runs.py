"""Opening what train_pairs.py has left in its folder."""

import json
from pathlib import Path

import torch
from pair_model import PairModel, PairShape, load_embedded_bert
from training_loop import put


def open_run(model: Path, run: Path) -> tuple[PairModel, dict]:
    """The embedded model with the run's best adapters and head, and the point of the curve where they were best."""
    shape = PairShape(**json.loads((run / "shape.json").read_text(encoding="utf-8")))
    pairs = PairModel(load_embedded_bert(model), shape)
    best = torch.load(run / "best.pt", map_location="cpu", weights_only=True)
    put(pairs.trained(), best["parameters"])
    return pairs.eval(), best["point"]


def untrained(model: Path) -> PairModel:
    """The version in the repository: all layers, its own pooler and next-sentence head."""
    layers = json.loads((model / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"]
    return PairModel(load_embedded_bert(model), PairShape(layers, cached=layers, adapted=0, rank=1)).eval()
