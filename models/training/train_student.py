"""Distil BERT into a narrower one: masked words and the next sentence, on the tokenised corpus.

usage: train_student.py CHECKPOINT NEXT_SENTENCE_HEAD.json ADAPTERS.safetensors STUDENT TOKENS EVAL RUN_FOLDER --minutes M
                        [--sequences N] [--rate R] [--batch N]

CHECKPOINT and the head are the teacher's, as for export_bert.py, and with the adapters of the embedded model it is the teacher of pairs. STUDENT is a
folder of narrow_bert.py, TOKENS a token store, EVAL a folder with `cloze.jsonl` and `next-sentence.jsonl`. Two batches of text with masked words take
turns with one of pairs of sentences. Run it again with the same options to go on after a stop.
"""

import argparse
from pathlib import Path

import torch
from bert_eval import BertEval, mixed_precision
from bert_model import load_bert
from distillation import masked_word_loss, next_sentence_loss
from distillation_batches import DistillationBatches
from pair_reference import merge
from processor import choose_device
from student_checkpoint import open_student
from torch import nn
from training_loop import RunOptions, start_run
from transformers import BertForPreTraining

PAIRS_EVERY = 3


class DistillationTask:
    def __init__(self, teacher: BertForPreTraining, teacher_of_pairs: BertForPreTraining, options: argparse.Namespace, device: torch.device) -> None:
        self.device = device
        self.student = open_student(options.student).to(device)
        self.teacher, self.teacher_of_pairs = (each.to(device, torch.bfloat16) for each in (teacher, teacher_of_pairs))
        tokenizer = options.checkpoint / "tokenizer.json"
        self.batches = DistillationBatches(options.tokens, tokenizer, options.sequences, options.batch, 2 * options.batch, options.seed)
        self.steps = len(self.batches.window_batches) * PAIRS_EVERY // (PAIRS_EVERY - 1)
        self.evaluation = BertEval(options.evaluation, tokenizer, device)

    def parameters_by_name(self) -> dict[str, nn.Parameter]:
        return self.student.trained()

    def loss(self, step: int) -> tuple[torch.Tensor, int]:
        """Examples are tokens here, padding left out."""
        turn, place = divmod(step, PAIRS_EVERY)
        of_pairs = place == PAIRS_EVERY - 1
        read = self.batches.neighbours if of_pairs else self.batches.words
        batch, answers = read(turn if of_pairs else turn * (PAIRS_EVERY - 1) + place)
        batch, answers = tuple(part.to(self.device) for part in batch), answers.to(self.device)
        with mixed_precision(self.device):
            if of_pairs:
                loss = next_sentence_loss(self.student, self.teacher_of_pairs, batch, answers)
            else:
                loss = masked_word_loss(self.student, self.teacher, batch, answers)
        return loss, int(batch[2].sum())

    def evaluate(self) -> dict[str, float]:
        figures = self.evaluation.measure(self.student.bert)
        return {"score": round((figures["auc all"] + figures["top5"]) / 2, 4), **figures}


def main(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    teacher, teacher_of_pairs = (load_bert(options.checkpoint, options.head) for _ in range(2))
    with torch.no_grad():
        merge(teacher_of_pairs, options.adapters)
    task = DistillationTask(teacher, teacher_of_pairs, options, choose_device())
    start_run(task, RunOptions(options.run, options.minutes, options.every, options.rate), {"layers": len(task.student.matched)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "head", "adapters", "student", "tokens", "evaluation", "run"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--sequences", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=5)
    main(parser.parse_args())
