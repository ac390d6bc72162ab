"""Compare shares of what training changed: bits per byte of prose, and what is still known of sayings and facts.

usage: report_gpt.py MODEL EVAL RUN_FOLDER [ROWS] [SHARE...]

A share of 0 is MODEL itself, 1 what `best.pt` of the run holds, and between them lie the mixtures that export_grid.py can write (Wortsman et al., "Robust
Fine-Tuning of Zero-Shot Models", 2022: a mixture often keeps nearly all that was learnt, and forgets less). ROWS of `lm.jsonl` are read, 48 if left out.
"""

import json
import sys
from pathlib import Path

import torch
from bits_per_byte import LanguageEval
from common_knowledge import measure_knowledge
from grid_gpt import load_grid_gpt, mix
from processor import choose_device
from tokenizers import Tokenizer

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def main(source: Path, evaluation: Path, run: Path, rows: int, shares: list[float]) -> None:
    device = choose_device()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    language = LanguageEval(evaluation / "lm.jsonl", tokenizer, rows)
    learnt = torch.load(run / "best.pt", weights_only=True)["parameters"]
    for share in shares:
        model = load_grid_gpt(source)
        mix(model, learnt, share)
        print(json.dumps({"share": share, **measure_knowledge(model, tokenizer), **language.measure(model.to(device), device)}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folders, numbers = sys.argv[1:4], sys.argv[4:]
    main(*(Path(folder) for folder in folders), int(numbers[0]) if numbers else 48, [float(share) for share in numbers[1:]] or list(SHARES))
