"""Compare trained adapters with the model in the repository, on the next-sentence set, as a table in Markdown.

usage: report_pairs.py MODEL NEXT_SENTENCE.jsonl RUN_FOLDER...

Every figure is measured anew from the text, not taken from the runs' curves: the area under the curve by group, accuracy at p = 0.5, time a pair
(of this processor's time, all layers) and the bytes of the exported adapters, whose rounded values are the ones that are measured.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from export_pairs import FILE, export_run, put_stored
from pair_model import PairModel
from pair_runs import open_run, untrained
from pair_sequences import PairSequence, pad_sequences, sequences_of_eval, sorted_batches
from processor import choose_device, clock_of
from ranking import auc_by_group

BATCH = 128


def main(model: Path, evaluation: Path, runs: list[Path]) -> None:
    device = choose_device()
    sequences, groups = sequences_of_eval(evaluation, model / "tokenizer.json")
    names = ["all", *sorted(set(groups))]
    print("| model | pairs seen | minutes | bytes | " + " | ".join(f"AUC {name}" for name in names) + " | accuracy | ms a pair |")
    print("|---|" + "---:|" * (len(names) + 5))

    def row(title: str, pairs: PairModel, seen: str, minutes: str, size: str) -> None:
        log_odds, seconds = rate(pairs.to(device), sequences, device)
        follows = np.array([sequence.follows for sequence in sequences])
        areas = auc_by_group(log_odds, follows, groups)
        figures = [f"{areas[name]:.3f}" for name in names] + [f"{((log_odds > 0) == follows).mean():.3f}", f"{seconds / len(sequences) * 1000:.1f}"]
        print("| " + " | ".join([title, seen, minutes, size, *figures]) + " |", flush=True)

    row("in the repository", untrained(model), "", "", "")
    for run in runs:
        pairs, point = open_run(model, run)
        with tempfile.TemporaryDirectory() as folder:
            size = export_run(model, run, Path(folder))
            put_stored(pairs, Path(folder) / FILE)
        row(f"{run.name}: {pairs.shape.layers} layers", pairs, f"{point['examples']:,}", f"{point['seconds'] / 60:.1f}", f"{size:,}")


@torch.no_grad()
def rate(pairs: PairModel, sequences: list[PairSequence], device: torch.device) -> tuple[np.ndarray, float]:
    """The log-odds of each sequence, and the seconds for all, as processor.py counts them."""
    log_odds = np.empty(len(sequences), np.float32)
    clock = clock_of(device)
    start = clock()
    for batch in sorted_batches([len(sequence.ids) for sequence in sequences], BATCH):
        ids, segments, mask = (part.to(device) for part in pad_sequences([sequences[index] for index in batch]))
        log_odds[batch] = pairs(pairs.lower(ids, segments, mask), mask).cpu().numpy()
    return log_odds, clock() - start


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(run) for run in sys.argv[3:]])
