"""BERT's first layers, frozen, with adapters on the last of them and a new head, to tell whether one sentence follows another."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from bert_model import LAYER_GROUPS, bert_of
from embedded_format import read_dense
from low_rank import LowRank, adapt
from torch import nn
from transformers import BertForPreTraining, BertModel

ADAPTED = tuple(name for group in LAYER_GROUPS for name in group)


@dataclass(frozen=True)
class PairShape:
    """layers: how many of BERT's layers are run. cached: how many of these, from below, LowerLayers runs. adapted: how many, from above, have
    adapters of a rank; those below stay as they are.
    """

    layers: int
    cached: int
    adapted: int
    rank: int


class PairModel(nn.Module):
    """The log-odds that the second sentence follows the first.

    A model of all of BERT's layers keeps its pooler and starts with its next-sentence head. A shorter one reads the state of [CLS] with a new
    linear head, since the pooler was made for other states.
    """

    def __init__(self, bert: BertForPreTraining, shape: PairShape) -> None:
        super().__init__()
        self.shape = shape
        encoder = bert.bert.eval().requires_grad_(False)
        self.lower = LowerLayers(encoder, shape.cached)
        first_adapted = shape.layers - shape.adapted
        self.frozen = encoder.encoder.layer[shape.cached : first_adapted]
        self.adapted = encoder.encoder.layer[first_adapted : shape.layers]
        self.head = nn.Linear(encoder.config.hidden_size, 1)
        whole = shape.layers == encoder.config.num_hidden_layers
        self.pooler = encoder.pooler.dense if whole else None
        if whole:
            head = bert.cls.seq_relationship
            self.head.weight.data = (head.weight[:1] - head.weight[1:]).float().detach().clone()
            self.head.bias.data = (head.bias[:1] - head.bias[1:]).float().detach().clone()
        else:
            nn.init.zeros_(self.head.weight)
            nn.init.zeros_(self.head.bias)
        for layer in self.adapted:
            adapt(layer, ADAPTED, shape.rank)
        if self.pooler is not None:
            self.pooler = LowRank(self.pooler, shape.rank)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """states: [pairs, tokens, width] behind LowerLayers; mask: bool [pairs, tokens], false where padded. Returns float32 [pairs]."""
        states = run_layers(self.adapted, run_frozen(self.frozen, states, mask), mask)
        first = states[:, 0]
        if self.pooler is not None:
            first = self.pooler(first).tanh()
        return self.head(first.float())[:, 0]

    def trained(self) -> dict[str, nn.Parameter]:
        """What training changes, and what an export holds, by name."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}


class LowerLayers(nn.Module):
    """The embeddings and the first layers of BERT; their output for a text never changes while what stands above is trained."""

    def __init__(self, encoder: BertModel, layers: int) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = encoder.encoder.layer[:layers]

    @torch.no_grad()
    def forward(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """ids, segments: int [pairs, tokens]; mask: bool, false where padded. Returns [pairs, tokens, width]."""
        return run_layers(self.layers, self.embeddings(ids, segments), mask)


def run_layers(layers: nn.ModuleList, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    for layer in layers:
        states = hidden_of(layer(states, mask[:, None, None, :]))
    return states


@torch.no_grad()
def run_frozen(layers: nn.ModuleList, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The same where nothing is to be learnt, which keeps no values for a backward pass."""
    return run_layers(layers, states, mask)


def load_embedded_bert(folder: Path, number: torch.dtype = torch.bfloat16) -> BertForPreTraining:
    """The embedded model, its 4-bit weights as they are, so that adapters learn to make up for the rounding too."""
    bert = bert_of(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    # Attention with a boolean mask as PyTorch has it, without the library's own making of masks.
    bert.config._attn_implementation = "sdpa"
    state = {name: torch.from_numpy(array) for name, array in read_dense(folder).items()}
    state["cls.predictions.decoder.weight"] = state["bert.embeddings.word_embeddings.weight"]
    state["cls.predictions.decoder.bias"] = state["cls.predictions.bias"]
    bert.load_state_dict(state)
    return bert.to(number).eval()


def hidden_of(result: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    return result[0] if isinstance(result, tuple) else result
