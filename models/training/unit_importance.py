"""How much each attention head and each neuron of BERT matters for masked words and for pairs of sentences.

The loss is differentiated by a factor of 1 on each of them; the mean square of that derivative over sequences, the diagonal of the Fisher
information, says how fast the loss grows where the factor becomes 0 (Kwon et al. 2022, arXiv:2204.09656).
"""

from collections.abc import Callable

import torch
from bert_eval import mixed_precision
from distillation import Batch
from student_model import follows_logit, layer_states, word_logits
from student_shape import Importance
from torch import nn
from transformers import BertForPreTraining


def unit_importance(bert: BertForPreTraining, words: list[tuple[Batch, torch.Tensor]], pairs: list[tuple[Batch, torch.Tensor]]) -> Importance:
    """Both tasks weigh alike. words: batches with the token at each masked place, −1 elsewhere; pairs: batches with 1.0 where the second follows."""
    bert.requires_grad_(False)
    parts = [mean_squares(bert, words, word_loss), mean_squares(bert, pairs, pair_loss)]
    totals = [part.heads.sum() + part.neurons.sum() for part in parts]
    return Importance(*(sum(part[at] / total for part, total in zip(parts, totals, strict=True)) for at in range(2)))


def mean_squares(bert: BertForPreTraining, batches: list[tuple[Batch, torch.Tensor]], loss: Callable) -> Importance:
    """Of the derivatives, over sequences."""
    layers, config = bert.bert.encoder.layer, bert.config
    sums = Importance(torch.zeros(len(layers), config.num_attention_heads), torch.zeros(len(layers), config.intermediate_size))
    count = 0
    for batch, answers in batches:
        with Factors([layer.attention.output.dense for layer in layers], sums.heads.shape[1]) as heads:
            with Factors([layer.output.dense for layer in layers], sums.neurons.shape[1]) as neurons, mixed_precision(batch[0].device):
                total = loss(bert, batch, answers)
            slopes = torch.autograd.grad(total, [*heads.values, *neurons.values])
        for at, slope in enumerate(slopes):
            sums[at // len(layers)][at % len(layers)] += slope.square().sum(0).cpu()
        count += len(answers)
    return Importance(sums.heads / count, sums.neurons / count)


class Factors:
    """While in force, the columns of what some layers are given are multiplied by factors of 1, as many a sequence as there are units."""

    def __init__(self, layers: list[nn.Module], units: int) -> None:
        self.values: list[torch.Tensor] = []
        self.units = units
        self.hooks = [layer.register_forward_pre_hook(self.multiply) for layer in layers]

    def multiply(self, _: nn.Module, arguments: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor]:
        states = arguments[0]  # [sequences, tokens, units · width of a unit]
        factors = torch.ones(len(states), self.units, device=states.device, requires_grad=True)
        self.values.append(factors)
        apart = states.view(*states.shape[:2], self.units, -1)
        return ((apart * factors[:, None, :, None]).view(states.shape),)

    def __enter__(self) -> "Factors":
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self.hooks:
            hook.remove()


def word_loss(bert: BertForPreTraining, batch: Batch, answers: torch.Tensor) -> torch.Tensor:
    masked = answers >= 0
    logits = word_logits(bert, layer_states(bert, *batch)[-1][masked]).float()
    return nn.functional.cross_entropy(logits, answers[masked], reduction="sum")


def pair_loss(bert: BertForPreTraining, batch: Batch, follows: torch.Tensor) -> torch.Tensor:
    logits = follows_logit(bert, layer_states(bert, *batch)[-1]).float()
    return nn.functional.binary_cross_entropy_with_logits(logits, follows, reduction="sum")
