"""A student: BERT with fewer layers, which start as some of the teacher's."""

import copy

import torch
from torch import nn
from transformers import BertForPreTraining


class Student(nn.Module):
    """BERT with both heads. Its embeddings are the teacher's and stay so, also as the weights of the masked-word head."""

    def __init__(self, teacher: BertForPreTraining, layers: int) -> None:
        super().__init__()
        self.bert = copy.deepcopy(teacher).float()
        stack = self.bert.bert.encoder.layer
        self.matched = matched_layers(len(stack), layers)
        self.bert.bert.encoder.layer = nn.ModuleList(stack[index] for index in self.matched)
        self.bert.config.num_hidden_layers = layers
        self.bert.requires_grad_(True)
        self.bert.bert.embeddings.requires_grad_(False)
        self.bert.cls.predictions.decoder.requires_grad_(False)

    def trained(self) -> dict[str, nn.Parameter]:
        return {name: value for name, value in self.bert.named_parameters() if value.requires_grad}

    def states(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The output of each layer, [sequences, tokens, width]."""
        return layer_states(self.bert, ids, segments, mask)


def matched_layers(of: int, layers: int) -> list[int]:
    """The teacher's layer that each layer of the student starts as and whose output it learns: evenly spread, the last one included."""
    return [(index + 1) * of // layers - 1 for index in range(layers)]


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
