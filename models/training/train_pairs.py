"""Train adapters on the embedded BERT to tell whether one sentence follows another.

usage: train_pairs.py MODEL STATES RUN_FOLDER --layers N --rank N --minutes M [--adapted N] [--epochs N] [--rate R] [--batch N] [--seed N] [--every M]

STATES is a folder that cache_states.py wrote for the same model: of the layers above those up to --layers, the last ones get adapters.
Run it again with the same options to go on after a stop.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from pair_model import PairModel, PairShape, load_embedded_bert
from pair_sequences import batches_of, sorted_batches
from processor import choose_device
from ranking import auc_by_group
from state_cache import StateCache
from torch import nn
from training_loop import RunOptions, start_run

EVAL_BATCH = 128


class PairTask:
    def __init__(self, model: PairModel, states: Path, epochs: int, batch: int, seed: int, device: torch.device) -> None:
        self.model, self.device = model.to(device), device
        self.training, self.evaluation = StateCache(states / "train"), StateCache(states / "eval")
        self.batches = batches_of(self.training.lengths, batch, epochs, seed)
        self.steps = len(self.batches)

    def parameters_by_name(self) -> dict[str, nn.Parameter]:
        return self.model.trained()

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        states, mask, follows = self.training.batch(self.batches[step], self.device)
        return nn.functional.binary_cross_entropy_with_logits(self.model(states, mask), follows), len(follows)

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        log_odds = np.empty(len(self.evaluation.lengths), np.float32)
        for indexes in sorted_batches(self.evaluation.lengths, EVAL_BATCH):
            states, mask, _ = self.evaluation.batch(indexes, self.device)
            log_odds[indexes] = self.model(states, mask).cpu().numpy()
        follows = self.evaluation.follows
        areas = auc_by_group(log_odds, follows, self.evaluation.description["groups"])
        return {"score": areas["all"], "accuracy": round(float(((log_odds > 0) == follows).mean()), 4), **areas}


def main(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    cached = StateCache(options.states / "eval").description["layers"]
    shape = PairShape(options.layers, cached, options.adapted or options.layers - cached, options.rank)
    model = PairModel(load_embedded_bert(options.model), shape)
    task = PairTask(model, options.states, options.epochs, options.batch, options.seed, choose_device())
    start_run(task, RunOptions(options.run, options.minutes, options.every, options.rate), asdict(shape))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "states", "run"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--rank", type=int, required=True)
    parser.add_argument("--adapted", type=int, help="how many of the last layers get adapters; all that are not cached, if left out")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=3)
    main(parser.parse_args())
