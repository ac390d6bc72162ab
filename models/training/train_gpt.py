"""Go on with the pre-training of the embedded causal model on prose; its 4-bit codes stay, scales, minimums and norms learn.

usage: train_gpt.py MODEL TOKENS EVAL RUN_FOLDER --minutes M [--steps N] [--rate R] [--windows N] [--seed N] [--every M]

MODEL is the embedded model, TOKENS a store that tokenise_documents.py wrote, EVAL the folder with `lm.jsonl`. Run it again with the same options
to go on after a stop.
"""

import argparse
from pathlib import Path

import torch
from bits_per_byte import LanguageEval
from document_windows import DocumentWindows
from grid_gpt import load_grid_gpt, trained_parameters
from next_token_loss import NextTokenLoss
from processor import choose_device
from token_store import TokenStore
from tokenizers import Tokenizer
from torch import nn
from training_loop import RunOptions, start_run


class PretrainingTask:
    def __init__(self, options: argparse.Namespace, device: torch.device) -> None:
        tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
        self.device, self.steps = device, options.steps
        self.model = load_grid_gpt(options.model).to(device)
        self.windows = DocumentWindows(TokenStore(options.tokens), tokenizer, options.windows, options.seed)
        self.evaluation = LanguageEval(options.eval / "lm.jsonl", tokenizer, options.eval_rows)

    def parameters_by_name(self) -> dict[str, nn.Parameter]:
        return trained_parameters(self.model)

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        ids = self.windows.batch(step).to(self.device)
        states = self.model.model(ids[:, :-1]).last_hidden_state.bfloat16()
        targets = ids[:, 1:].flatten()
        total = NextTokenLoss.apply(states.flatten(0, 1), self.model.lm_head.weight, targets)
        return total / len(targets), len(targets)

    def evaluate(self) -> dict[str, float]:
        figures = self.evaluation.measure(self.model, self.device)
        return {"score": -figures["all"], **figures}


def main(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    task = PretrainingTask(options, choose_device())
    start_run(task, RunOptions(options.run, options.minutes, options.every, options.rate), {"windows": options.windows})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "tokens", "eval", "run"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--windows", type=int, default=8, help="windows of 512 tokens in a step, as many of each group")
    parser.add_argument("--eval-rows", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=5)
    main(parser.parse_args())
