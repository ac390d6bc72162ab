"""Write trained adapters as the embedded format has them: matrices in 8 bits, the head and the biases in 16.

usage: export_pairs.py MODEL RUN_FOLDER OUT_FOLDER

MODEL is the embedded model that they belong to, RUN_FOLDER one of train_pairs.py. For the layer X, `X.down` is [rank, inputs] and `X.up` is
[rank, outputs]: the layer becomes W x + b + upᵀ (down x). The head is BERT's next-sentence head, `cls.seq_relationship`, where all of BERT's
layers are run, which is what the engine can use; a shorter model's is `head`, of one row.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from embedded_format import dense_of_8_bits, round_to_8_bits, write_json
from low_rank import LowRank
from pair_model import PairModel
from pair_runs import open_run
from safetensors.numpy import load_file, save_file

BLOCK = 256
FILE = "pairs.safetensors"


def export_run(model: Path, run: Path, out: Path) -> int:
    """Writes the best adapters of a run into a folder. Returns the bytes of its tensors' file."""
    pairs, point = open_run(model, run)
    tensors = stored_tensors(pairs)
    out.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out / FILE, metadata={"format": "pt"})
    (out / FILE).chmod(0o644)
    write_json(out / "pairs.json", {"layers": pairs.shape.layers, "adapted": pairs.shape.adapted, "rank": pairs.shape.rank, "point": point}, indent=2)
    return (out / FILE).stat().st_size


def stored_tensors(pairs: PairModel) -> dict[str, np.ndarray]:
    """Arrays by name: `X.down.codes8`, `X.down.scales`, `X.up.codes8`, `X.up.scales` of each adapted layer X, and the head."""
    tensors = {name: value.numpy().astype(np.float16) for name, value in stored_head(pairs).items()}
    for name, adapter in adapters_of(pairs).items():
        matrices = {"down": adapter.down, "up": (adapter.up * LowRank.SCALE).T}
        for part, matrix in matrices.items():
            codes, scales = round_to_8_bits(np.ascontiguousarray(matrix.detach().numpy()), BLOCK)
            tensors |= {f"{name}.{part}.codes8": codes, f"{name}.{part}.scales": scales}
    return tensors


def put_stored(pairs: PairModel, file: Path) -> None:
    """Gives a model of the same shape the rounded values of an exported file."""
    stored = load_file(file)
    for name, value in pairs.head.named_parameters():
        rows = stored[f"{head_name(pairs)}.{name}"].astype(np.float32)
        value.data.copy_(value.new_tensor(rows if pairs.pooler is None else rows[:1] - rows[1:]))
    for name, adapter in adapters_of(pairs).items():
        adapter.down.data.copy_(adapter.down.new_tensor(dense_of_8_bits(stored, f"{name}.down")))
        adapter.up.data.copy_(adapter.up.new_tensor(dense_of_8_bits(stored, f"{name}.up").T / LowRank.SCALE))


def stored_head(pairs: PairModel) -> dict[str, torch.Tensor]:
    """The head by the names of its tensors: scores of "follows" and "does not", whose difference is the log-odds, or these themselves."""
    values = {f"{head_name(pairs)}.{name}": value.detach() for name, value in pairs.head.named_parameters()}
    return values if pairs.pooler is None else {name: torch.cat([value / 2, -value / 2]) for name, value in values.items()}


def head_name(pairs: PairModel) -> str:
    return "head" if pairs.pooler is None else "cls.seq_relationship"


def adapters_of(pairs: PairModel) -> dict[str, LowRank]:
    """The adapters by the names that their layers have in BERT."""
    first = pairs.shape.layers - pairs.shape.adapted
    found = {name: module for name, module in pairs.named_modules() if isinstance(module, LowRank)}

    def in_bert(name: str) -> str:
        if name == "pooler":
            return "bert.pooler.dense"
        _, layer, rest = name.split(".", 2)
        return f"bert.encoder.layer.{int(layer) + first}.{rest}"

    return {in_bert(name): module for name, module in found.items()}


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print(f"{export_run(*(Path(argument) for argument in sys.argv[1:]))} bytes")
