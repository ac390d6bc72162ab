"""Make BERT narrower: keep the heads and neurons that matter most, and fit the matrices behind the others anew. Training goes on from there.

usage: narrow_bert.py CHECKPOINT NEXT_SENTENCE_HEAD.json TOKENS OUT_FOLDER --share S [--without LAYER...] [--sequences N]

CHECKPOINT and the head are the teacher's, as for export_bert.py; TOKENS is a token store. OUT_FOLDER gets the student as student_checkpoint.py
writes it. S is the share of the weights of the layers that stays.
"""

import argparse
from pathlib import Path

from bert_model import load_bert
from distillation_batches import DistillationBatches
from processor import choose_device
from refit import refit
from student_checkpoint import write_student
from student_model import narrowed
from student_shape import choose_shape
from unit_importance import unit_importance

BATCH = 16


def main(options: argparse.Namespace) -> None:
    device = choose_device()
    teacher = load_bert(options.checkpoint, options.head).to(device)
    tokenizer = options.checkpoint / "tokenizer.json"
    drawn = DistillationBatches(options.tokens, tokenizer, options.sequences, BATCH, BATCH, options.seed)
    words, pairs = ([read(number) for number in range(options.sequences // BATCH)] for read in (drawn.words, drawn.neighbours))
    words, pairs = ([(tuple(part.to(device) for part in batch), answers.to(device)) for batch, answers in kind] for kind in (words, pairs))
    shape = choose_shape(unit_importance(teacher, words, pairs), options.share, options.without)
    for part in shape:
        print(f"layer {part.layer}: {len(part.heads)} heads, {len(part.neurons)} neurons", flush=True)
    student = narrowed(teacher, shape).to(device)
    refit(student, teacher, [batch for batch, _ in (*words[::2], *pairs[::2])])
    write_student(student.cpu(), options.checkpoint, options.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "head", "tokens", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--without", type=int, nargs="*", default=[])
    parser.add_argument("--sequences", type=int, default=512)
    parser.add_argument("--seed", type=int, default=77)
    main(parser.parse_args())
