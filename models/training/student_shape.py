"""Which attention heads and neurons of BERT a student keeps: those that matter most for what they cost."""

from typing import NamedTuple

import torch

NEURONS_TOGETHER = 64
"""Neurons are kept in numbers that blocks of rounded weights divide."""
HEAD_COST, NEURON_COST = 4 * 64, 2
"""Weights of a head of width 64 and of a neuron, in rows of the model's width."""


class LayerShape(NamedTuple):
    """What a layer of the student is made of. layer: the teacher's, from 0; heads and neurons: the numbers of those that are kept, ascending."""

    layer: int
    heads: list[int]
    neurons: list[int]


class Importance(NamedTuple):
    """How much is lost without each head and each neuron: [layers, heads] and [layers, neurons]."""

    heads: torch.Tensor
    neurons: torch.Tensor


def choose_shape(importance: Importance, share: float, without: list[int]) -> list[LayerShape]:
    """Keeps at most a share of the weights of all layers; layers in `without` are left out whole.

    Heads, and neurons by 64, are taken in the order of their importance a weight. A layer that would lose all of either keeps the best.
    """
    layers, heads = importance.heads.shape
    order = importance.neurons.argsort(1, descending=True)
    blocks = importance.neurons.gather(1, order).view(layers, -1, NEURONS_TOGETHER).sum(2)
    block_cost = NEURON_COST * NEURONS_TOGETHER
    kept = [layer for layer in range(layers) if layer not in without]
    parts = [(importance.heads[layer, head].item() / HEAD_COST, HEAD_COST, layer, head) for layer in kept for head in range(heads)]
    parts += [(blocks[layer, block].item() / block_cost, block_cost, layer, None) for layer in kept for block in range(blocks.shape[1])]
    left = share * layers * (heads * HEAD_COST + importance.neurons.shape[1] * NEURON_COST)
    chosen_heads = {layer: {int(importance.heads[layer].argmax())} for layer in kept}
    chosen_blocks = dict.fromkeys(kept, 0)
    for _, cost, layer, head in sorted(parts, key=lambda part: part[0], reverse=True):
        if cost > left:
            break
        left -= cost
        if head is None:
            chosen_blocks[layer] += 1
        else:
            chosen_heads[layer].add(head)
    neurons = {layer: order[layer, : max(1, chosen_blocks[layer]) * NEURONS_TOGETHER].sort().values.tolist() for layer in kept}
    return [LayerShape(layer, sorted(chosen_heads[layer]), neurons[layer]) for layer in kept]
