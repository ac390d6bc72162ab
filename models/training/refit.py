"""Fits the matrices behind removed heads and neurons anew, so that each half layer of a student gives what the teacher's gives.

One layer after the other, by least squares on sample text: the student's own input of the layer is what it will have, so errors of the layers below are
made up for too (Park et al. 2023, arXiv:2308.03449). It takes a minute and no training, and leaves less to be learnt.
"""

import torch
from bert_eval import mixed_precision
from distillation import Batch
from pair_model import hidden_of
from student_model import Student
from torch import nn
from transformers import BertForPreTraining

DAMPING = 0.02
"""How strongly weights are held where they are, relative to the mean square of their inputs."""


@torch.no_grad()
def refit(student: Student, teacher: BertForPreTraining, batches: list[Batch]) -> None:
    """Changes, in place, `attention.output.dense` and `output.dense` of each layer of the student, and prints how far off its states are."""
    masks = [mask[:, None, None, :] for *_, mask in batches]
    theirs = [computed(teacher.bert.embeddings, ids, segments) for ids, segments, _ in batches]
    ours = [states.clone() for states in theirs]
    mine = dict(zip(student.matched, student.bert.bert.encoder.layer, strict=True))

    def step(half: str, layer: nn.Module, own: nn.Module | None) -> None:
        """One half of a layer: what it does before its output matrix, that matrix, and the normalised sum with the input."""
        inputs = [inside(half, layer, states, mask) for states, mask in zip(theirs, masks, strict=True)]
        last = output_of(half, layer)
        sums = [computed(last.dense, values) + states for values, states in zip(inputs, theirs, strict=True)]
        if own is not None:
            inputs = [inside(half, own, states, mask) for states, mask in zip(ours, masks, strict=True)]
            wanted = [total - states for total, states in zip(sums, ours, strict=True)]
            fit(output_of(half, own).dense, real(inputs, batches), real(wanted, batches))
            ours[:] = [output_of(half, own)(values, states) for values, states in zip(inputs, ours, strict=True)]
        theirs[:] = [last.LayerNorm(total) for total in sums]

    for index, layer in enumerate(teacher.bert.encoder.layer):
        for half in ("attention", "feed-forward"):
            step(half, layer, mine.get(index))
        wanted = real(theirs, batches)
        error = (real(ours, batches) - wanted).square().mean() / wanted.var()
        print(f"behind layer {index}: {error:.3f} of the variance is lost", flush=True)


def inside(half: str, layer: nn.Module, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What the output matrix of a half is given."""
    return computed(layer.attention.self, states, mask) if half == "attention" else computed(layer.intermediate, states)


def output_of(half: str, layer: nn.Module) -> nn.Module:
    return layer.attention.output if half == "attention" else layer.output


def computed(module: nn.Module, *arguments: torch.Tensor) -> torch.Tensor:
    with mixed_precision(arguments[0].device):
        return hidden_of(module(*arguments)).float()


def real(states: list[torch.Tensor], batches: list[Batch]) -> torch.Tensor:
    """The rows of real tokens of all batches, [tokens, width]."""
    return torch.cat([values[mask] for values, (*_, mask) in zip(states, batches, strict=True)])


def fit(dense: nn.Linear, inputs: torch.Tensor, wanted: torch.Tensor) -> None:
    """The weights of least squared error, held where they are as far as the inputs leave it open. inputs, wanted: [tokens, columns or rows]."""
    missing = wanted - dense(inputs)
    mean, mean_missing = inputs.mean(0), missing.mean(0)
    centred = inputs - mean
    products = centred.T @ centred
    held = DAMPING * products.diagonal().mean() * torch.eye(len(products), device=products.device)
    change = torch.linalg.solve(products + held, centred.T @ (missing - mean_missing))  # [columns, rows]
    dense.weight += change.T
    dense.bias += mean_missing - mean @ change
