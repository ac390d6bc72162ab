from pathlib import Path

import numpy as np
import torch
from pair_sequences import join
from state_cache import StateCache, write_states
from torch import nn


class Echo(nn.Module):
    """States that are the token ids, two a token, in place of a model's lower layers."""

    def __init__(self) -> None:
        super().__init__()
        self.embeddings = nn.Module()
        self.embeddings.word_embeddings = nn.Embedding(1, 2)
        self.read = 0

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        self.read += len(ids)
        return ids[:, :, None].expand(-1, -1, 2).to(torch.bfloat16)


SEQUENCES = [join([4, 5, 6], [7], True), join([8], [9], False), join([10], [11, 12], True)]


def test_a_batch_has_the_states_of_its_sequences_and_a_mask_for_the_rest(tmp_path: Path) -> None:
    list(write_states(tmp_path, SEQUENCES, Echo(), {"layers": 3}))
    states, mask, follows = StateCache(tmp_path).batch(np.array([1, 0]), torch.device("cpu"))
    assert states[:, :, 0].tolist() == [[101, 8, 102, 9, 102, 0, 0], [101, 4, 5, 6, 102, 7, 102]]
    assert mask.sum(1).tolist() == [5, 7]
    assert follows.tolist() == [0, 1]


def test_more_sequences_cost_only_what_is_missing(tmp_path: Path) -> None:
    list(write_states(tmp_path, SEQUENCES[:2], Echo(), {"layers": 3}))
    echo = Echo()
    assert list(write_states(tmp_path, SEQUENCES, echo, {"layers": 3})) == [3]
    assert echo.read == 1
    states, _, _ = StateCache(tmp_path).batch(np.array([0, 2]), torch.device("cpu"))
    assert states[:, 1, 0].tolist() == [4, 10]


def test_states_of_other_layers_are_written_anew(tmp_path: Path) -> None:
    list(write_states(tmp_path, SEQUENCES, Echo(), {"layers": 3}))
    echo = Echo()
    list(write_states(tmp_path, SEQUENCES, echo, {"layers": 4}))
    assert echo.read == len(SEQUENCES)
