"""A student: BERT with narrower layers, which start as parts of the teacher's, and what a BERT says layer by layer."""

import copy

import torch
from student_shape import LayerShape
from torch import nn
from transformers import BertForPreTraining


class Student(nn.Module):
    """BERT with both heads. Its embeddings are the teacher's and stay so, also as the weights of the masked-word head.

    matched: the teacher's layer whose output each layer of the student learns.
    """

    def __init__(self, bert: BertForPreTraining, matched: list[int]) -> None:
        super().__init__()
        self.bert = bert.float()
        self.matched = matched
        self.bert.requires_grad_(True)
        self.bert.bert.embeddings.requires_grad_(False)
        self.bert.cls.predictions.decoder.requires_grad_(False)

    def trained(self) -> dict[str, nn.Parameter]:
        return {name: value for name, value in self.bert.named_parameters() if value.requires_grad}

    def states(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The output of each layer, [sequences, tokens, width]."""
        return layer_states(self.bert, ids, segments, mask)


def narrowed(teacher: BertForPreTraining, shape: list[LayerShape]) -> Student:
    """The student that keeps these parts of the teacher's layers, before it has learnt anything."""
    bert = copy.deepcopy(teacher).float()
    stack = bert.bert.encoder.layer
    bert.bert.encoder.layer = nn.ModuleList(stack[part.layer] for part in shape)
    bert.config.num_hidden_layers = len(shape)
    for layer, part in zip(bert.bert.encoder.layer, shape, strict=True):
        size = layer.attention.self.attention_head_size
        kept = torch.cat([torch.arange(head * size, (head + 1) * size) for head in part.heads])
        neurons = torch.tensor(part.neurons)
        for name in ("query", "key", "value"):
            setattr(layer.attention.self, name, part_of(getattr(layer.attention.self, name), rows=kept))
        layer.attention.output.dense = part_of(layer.attention.output.dense, columns=kept)
        layer.intermediate.dense = part_of(layer.intermediate.dense, rows=neurons)
        layer.output.dense = part_of(layer.output.dense, columns=neurons)
    return Student(bert, [part.layer for part in shape])


@torch.no_grad()
def part_of(dense: nn.Linear, rows: torch.Tensor | None = None, columns: torch.Tensor | None = None) -> nn.Linear:
    """The layer with these outputs, or these inputs, alone."""
    weight, bias = (dense.weight, dense.bias) if rows is None else (dense.weight[rows], dense.bias[rows])
    weight = weight if columns is None else weight[:, columns]
    part = nn.Linear(weight.shape[1], weight.shape[0])
    part.weight.copy_(weight)
    part.bias.copy_(bias)
    return part


def layer_states(bert: BertForPreTraining, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
    """The output of each layer of a BERT, without that of the embeddings."""
    states = bert.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask.long(), output_hidden_states=True).hidden_states
    return list(states[1:])


def word_logits(bert: BertForPreTraining, states: torch.Tensor) -> torch.Tensor:
    """Scores of all tokens for rows of the last layer's output, [rows, width] to [rows, vocabulary]."""
    return bert.cls.predictions(states)


def follows_logit(bert: BertForPreTraining, states: torch.Tensor) -> torch.Tensor:
    """The log-odds that the second sentence follows, from the last layer's output [pairs, tokens, width]."""
    logits = bert.cls.seq_relationship(bert.bert.pooler(states))
    return logits[:, 0] - logits[:, 1]
