"""Write the embedded causal model with what train_gpt.py learnt: the codes are the old ones, scales, minimums and norms the new ones in float16.

usage: export_grid.py MODEL RUN_FOLDER OUT_FOLDER [SHARE]

Takes `best.pt` of the run, or goes a SHARE of the way to it (report_gpt.py compares some). OUT_FOLDER becomes a whole embedded model but for activations.safetensors, which activation_maxima.py makes anew.
"""

import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from embedded_format import read_stored, write_shards
from grid_gpt import load_grid_gpt, mix
from grid_linear import GridLinear

KEPT = ("config.json", "tokenizer.json", "tokenizer_config.json", "LICENSE", "MODEL_CARD.md")


def main(source: Path, run: Path, out: Path, share: float) -> None:
    model = load_grid_gpt(source)
    mix(model, torch.load(run / "best.pt", weights_only=True)["parameters"], share)
    learnt = learnt_tensors(model)
    stored = {name: array for name, array in read_stored(source).items() if not name.endswith(".input_maxima")}
    out.mkdir(parents=True, exist_ok=True)
    write_shards(out, {name: learnt.get(name, array) for name, array in stored.items()})
    for name in KEPT:
        shutil.copy(source / name, out / name)


@torch.no_grad()
def learnt_tensors(model: torch.nn.Module) -> dict[str, np.ndarray]:
    """Scales, minimums and norms by their names in the embedded format, float16. A value that float16 cannot hold ends the program."""
    learnt: dict[str, torch.Tensor] = {}
    for name, module in model.named_modules():
        if isinstance(module, GridLinear):
            learnt[f"{name}.weight.scales"], learnt[f"{name}.weight.minimums"] = module.grid()
        elif name.endswith("norm"):
            learnt[f"{name}.weight"] = module.weight
    halves = {name: values.numpy().astype(np.float16) for name, values in learnt.items()}
    broken = [name for name, values in halves.items() if not np.isfinite(values).all()]
    if broken:
        raise SystemExit(f"{broken[0]} does not fit float16.")
    return halves


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*(Path(argument) for argument in sys.argv[1:4]), float(sys.argv[4]) if len(sys.argv) == 5 else 1.0)
