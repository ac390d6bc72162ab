"""Rounds the linear layers of BERT to 4 bits, one after the other, each for the inputs that the rounded layers before it give."""

import torch
from bert_model import HEAD_LAYERS, LAYER_GROUPS
from bert_text import Sequence, batches, pad
from gptq import Grid, round_to_4_bits
from torch import nn
from transformers import BertForPreTraining

TOKENS_A_STEP = 4096


@torch.no_grad()
def round_layers(model: BertForPreTraining, sequences: list[Sequence], block: int) -> dict[str, Grid]:
    """Rounds the model's linear layers in place. Returns the grids by the names of the layers."""
    grids: dict[str, Grid] = {}
    inputs = [pad(batch) for batch in batches(sequences, TOKENS_A_STEP)]
    real = [batch["attention_mask"].bool() for batch in inputs]
    masks = [(1 - batch["attention_mask"][:, None, None, :].float()) * -1e9 for batch in inputs]
    with torch.autocast("cpu", torch.bfloat16):
        states = [model.bert.embeddings(batch["input_ids"], batch["token_type_ids"]).float() for batch in inputs]

    def run(layer: nn.Module) -> list[torch.Tensor]:
        with torch.autocast("cpu", torch.bfloat16):
            return [first_of(layer(state, mask)).float() for state, mask in zip(states, masks, strict=True)]

    for index, layer in enumerate(model.bert.encoder.layer):
        for group in LAYER_GROUPS:
            with Inputs(layer.get_submodule(group[0])) as seen:
                run(layer)
            moments = Moments(rows[is_real] for rows, is_real in zip(seen, real, strict=True))
            for name in group:
                grids[f"bert.encoder.layer.{index}.{name}"] = round_linear(layer.get_submodule(name), moments, block)
        states = run(layer)
        print(f"rounded layer {index}", flush=True)
    # The first of the head's layers sees every token, the second only the first.
    seen_by_heads = ((state[is_real] for state, is_real in zip(states, real, strict=True)), (state[:, 0] for state in states))
    for name, rows in zip(HEAD_LAYERS, seen_by_heads, strict=True):
        grids[name] = round_linear(model.get_submodule(name), Moments(rows), block)
    return grids


def round_linear(linear: nn.Linear, moments: "Moments", block: int) -> Grid:
    """Rounds the weight, and lets the bias make up for the mean of the error."""
    grid = round_to_4_bits(linear.weight, moments.products, block)
    rounded = grid.weights()
    linear.bias += (linear.weight - rounded) @ moments.mean
    linear.weight.copy_(rounded)
    return grid


class Moments:
    """The mean of rows x, and of their products xxᵀ."""

    def __init__(self, batches_of_rows):
        count = 0
        for rows in batches_of_rows:
            rows = rows.float()
            products, total = rows.T @ rows, rows.sum(0)
            self.products, self.mean = (products, total) if count == 0 else (self.products + products, self.mean + total)
            count += len(rows)
        self.products, self.mean = self.products / count, self.mean / count


@torch.no_grad()
def input_maxima(model: BertForPreTraining, sequences: list[Sequence]) -> dict[str, torch.Tensor]:
    """The largest absolute value of each input column of the layers that read a normalisation, where outliers are, by the layers' names."""
    maxima: dict[str, torch.Tensor] = {}
    layers = range(model.config.num_hidden_layers)
    watched = [f"bert.encoder.layer.{layer}.{name}" for layer in layers for name in ("attention.self.query", "intermediate.dense")]
    for batch in batches(sequences, TOKENS_A_STEP):
        arguments = pad(batch)
        real = arguments["attention_mask"].bool()
        inputs = {name: Inputs(model.get_submodule(name)) for name in watched}
        with torch.autocast("cpu", torch.bfloat16):
            model.bert(**arguments)
        for name, seen in inputs.items():
            seen.stop()
            largest = seen[0][real].float().abs().amax(0)
            maxima[name] = torch.maximum(maxima[name], largest) if name in maxima else largest
    return maxima


class Inputs(list):
    """What a module is given until it is stopped, one entry a call."""

    def __init__(self, module: nn.Module):
        super().__init__()
        self.hook = module.register_forward_pre_hook(lambda _, arguments: self.append(arguments[0]))

    def stop(self) -> None:
        self.hook.remove()

    def __enter__(self) -> "Inputs":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def first_of(result: torch.Tensor | tuple) -> torch.Tensor:
    return result[0] if isinstance(result, tuple) else result
