"""Pairs of sentences as BERT reads them, and batches of similar lengths."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from pair_sampler import Pair
from token_store import TokenStore
from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""The special tokens of the uncased vocabulary."""
BATCHES_SORTED_TOGETHER = 32


class PairSequence(NamedTuple):
    """[CLS] first [SEP] second [SEP], how many tokens belong to the first segment, and whether the second sentence follows."""

    ids: list[int]
    first_segment: int
    follows: bool


def join(first: list[int], second: list[int], follows: bool) -> PairSequence:
    return PairSequence([CLS, *first, SEP, *second, SEP], len(first) + 2, follows)


def sequences_of_store(store: TokenStore, pairs: list[Pair]) -> list[PairSequence]:
    return [join(store.sentence(pair.first), store.sentence(pair.second), pair.follows) for pair in pairs]


def sequences_of_eval(file: Path, tokenizer_file: Path) -> tuple[list[PairSequence], list[str]]:
    """The rows of `next-sentence.jsonl`, and the group of each."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    first, second = (tokenizer.encode_batch([row[field] for row in rows], add_special_tokens=False) for field in ("a", "b"))
    sequences = [join(a.ids, b.ids, bool(row["next"])) for a, b, row in zip(first, second, rows, strict=True)]
    return sequences, [row["group"] for row in rows]


def batches_of(lengths: np.ndarray, size: int, epochs: int, seed: int) -> list[np.ndarray]:
    """Indexes of sequences for each step, every sequence once an epoch; a batch has similar lengths, and comes in random order."""
    chance = random.Random(seed)
    steps: list[np.ndarray] = []
    for _ in range(epochs):
        order = list(range(len(lengths)))
        chance.shuffle(order)
        window = size * BATCHES_SORTED_TOGETHER
        parts = (sorted(order[start : start + window], key=lambda at: int(lengths[at])) for start in range(0, len(order), window))
        epoch = [np.array(part[start : start + size]) for part in parts for start in range(0, len(part), size)]
        chance.shuffle(epoch)
        steps += epoch
    return steps


def sorted_batches(lengths: Sequence[int] | np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Indexes of sequences, the short ones first, so that a batch has little padding."""
    order = np.argsort(lengths, kind="stable")
    return (order[start : start + size] for start in range(0, len(order), size))


def pad_sequences(sequences: list[PairSequence]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, segments (0 or 1) and a mask (false where padded), each [sequences, longest]."""
    longest = max(len(sequence.ids) for sequence in sequences)
    ids = torch.zeros(len(sequences), longest, dtype=torch.long)
    segments, mask = torch.zeros_like(ids), torch.zeros(ids.shape, dtype=torch.bool)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence.ids)] = torch.tensor(sequence.ids)
        segments[row, sequence.first_segment : len(sequence.ids)] = 1
        mask[row, : len(sequence.ids)] = True
    return ids, segments, mask
