"""Distil BERT into fewer layers: masked words and the next sentence, on the tokenised corpus.

usage: train_student.py CHECKPOINT NEXT_SENTENCE_HEAD.json TOKENS EVAL RUN_FOLDER --layers N --minutes M [--sequences N] [--rate R] [--batch N]

CHECKPOINT and the head are the teacher's, as for export_bert.py; TOKENS a token store; EVAL a folder with `cloze.jsonl` and `next-sentence.jsonl`.
Batches of text with masked words and of pairs of sentences take turns. Run it again with the same options to go on after a stop.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from bert_eval import BertEval, mixed_precision
from bert_model import load_bert
from distillation import masked_word_loss, next_sentence_loss
from masked_words import draw_windows
from pair_sampler import draw_pairs
from pair_sequences import PairSequence, batches_of, pad_sequences, sequences_of_store
from processor import choose_device
from student_model import Student
from token_store import TokenStore
from tokenizers import Tokenizer
from torch import nn
from training_loop import RunOptions, start_run
from transformers import BertForPreTraining
from word_pieces import WordPieces


class DistillationTask:
    def __init__(self, teacher: BertForPreTraining, options: argparse.Namespace, device: torch.device) -> None:
        self.device = device
        self.student = Student(teacher, options.layers).to(device)
        self.teacher = teacher.to(device, torch.bfloat16)
        tokenizer_file = options.checkpoint / "tokenizer.json"
        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        store = TokenStore(options.tokens)
        self.windows = draw_windows(store, WordPieces(tokenizer), options.sequences, options.seed)
        self.pairs = sequences_of_store(store, draw_pairs(store, options.sequences, options.seed))
        self.window_batches = batches_of(np.array([len(window.ids) for window in self.windows]), options.batch, 1, options.seed)
        self.pair_batches = batches_of(np.array([len(pair.ids) for pair in self.pairs]), options.batch * 2, 1, options.seed)
        self.steps = 2 * min(len(self.window_batches), len(self.pair_batches))
        self.evaluation = BertEval(options.evaluation, tokenizer_file, device)

    def parameters_by_name(self) -> dict[str, nn.Parameter]:
        return self.student.trained()

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        """Examples are tokens here, padding left out."""
        if step % 2 == 0:
            windows = [self.windows[index] for index in self.window_batches[step // 2]]
            batch = self.padded([PairSequence(window.ids, len(window.ids), False) for window in windows])
            answers = torch.full(batch[0].shape, -1)
            for row, window in enumerate(windows):
                answers[row, : len(window.answers)] = torch.tensor(window.answers)
            with mixed_precision(self.device):
                loss = masked_word_loss(self.student, self.teacher, batch, answers.to(self.device))
        else:
            pairs = [self.pairs[index] for index in self.pair_batches[step // 2]]
            batch = self.padded(pairs)
            follows = torch.tensor([float(pair.follows) for pair in pairs], device=self.device)
            with mixed_precision(self.device):
                loss = next_sentence_loss(self.student, self.teacher, batch, follows)
        return loss, int(batch[2].sum())

    def evaluate(self) -> dict[str, float]:
        figures = self.evaluation.measure(self.student.bert)
        return {"score": round((figures["auc all"] + figures["top5"]) / 2, 4), **figures}

    def padded(self, sequences: list[PairSequence]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        ids, segments, mask = pad_sequences(sequences)
        return ids.to(self.device), segments.to(self.device), mask.to(self.device)


def main(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    task = DistillationTask(load_bert(options.checkpoint, options.head), options, choose_device())
    start_run(task, RunOptions(options.run, options.minutes, options.every, options.rate), {"layers": options.layers})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "head", "tokens", "evaluation", "run"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--sequences", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=5)
    main(parser.parse_args())
