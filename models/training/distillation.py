"""The losses that teach a student (after Sanh et al. 2019, DistilBERT, arXiv:1910.01108): layers' states, masked words, next sentence."""

import torch
from student_model import Student, follows_logit, layer_states, word_logits
from torch import nn
from transformers import BertForPreTraining

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""Token ids, segments and a mask (false where padded), each [sequences, longest]."""


def state_loss(student: list[torch.Tensor], teacher: list[torch.Tensor], mask: torch.Tensor) -> torch.Tensor:
    """The mean squared difference of matched layers on real tokens, relative to the teacher's variance there."""
    losses = []
    for ours, theirs in zip(student, teacher, strict=True):
        target = theirs[mask].float()
        losses.append((ours[mask].float() - target).square().mean() / target.var())
    return torch.stack(losses).mean()


def masked_word_loss(student: Student, teacher: BertForPreTraining, batch: Batch, answers: torch.Tensor) -> torch.Tensor:
    """Divergence from the teacher's distribution, the loss of the right token, and of the states. answers: −1 where nothing is masked."""
    ours, theirs = both_states(student, teacher, batch)
    masked = answers >= 0
    with torch.no_grad():
        target = word_logits(teacher, theirs[-1][masked]).float().log_softmax(-1)
    logits = word_logits(student.bert, ours[-1][masked]).float().log_softmax(-1)
    divergence = nn.functional.kl_div(logits, target, log_target=True, reduction="batchmean")
    return divergence + 0.3 * nn.functional.nll_loss(logits, answers[masked]) + state_loss(ours, matched(student, theirs), batch[2])


def next_sentence_loss(student: Student, teacher: BertForPreTraining, batch: Batch, follows: torch.Tensor) -> torch.Tensor:
    """Whether the second sentence follows, half as the pairs themselves say and half as a teacher of pairs does; and the states."""
    ours, theirs = both_states(student, teacher, batch)
    with torch.no_grad():
        believed = follows_logit(teacher, theirs[-1]).float().sigmoid()
    logits = follows_logit(student.bert, ours[-1]).float()
    target = (follows + believed) / 2
    return 2 * nn.functional.binary_cross_entropy_with_logits(logits, target) + state_loss(ours, matched(student, theirs), batch[2])


def both_states(student: Student, teacher: BertForPreTraining, batch: Batch) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """The states of the student's layers, and of all of the teacher's."""
    with torch.no_grad():
        theirs = layer_states(teacher, *batch)
    return student.states(*batch), theirs


def matched(student: Student, theirs: list[torch.Tensor]) -> list[torch.Tensor]:
    """Of the teacher's states those that the student's layers learn."""
    return [theirs[index] for index in student.matched]
