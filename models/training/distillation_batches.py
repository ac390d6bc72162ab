"""What students are taught with: padded batches of text with masked words, and of pairs of sentences, drawn from a token store."""

from pathlib import Path

import numpy as np
import torch
from distillation import Batch
from masked_words import MaskedWindow, draw_windows
from pair_sampler import draw_pairs
from pair_sequences import PairSequence, batches_of, pad_sequences, sequences_of_store
from token_store import TokenStore
from tokenizers import Tokenizer
from word_pieces import WordPieces


class DistillationBatches:
    """As many batches of each kind as the smaller kind has; the same ones for the same store, numbers and seed.

    windows, pairs: in a batch. sequences: of each kind in all.
    """

    def __init__(self, store_folder: Path, tokenizer_file: Path, sequences: int, windows: int, pairs: int, seed: int) -> None:
        store = TokenStore(store_folder)
        self.windows = draw_windows(store, WordPieces(Tokenizer.from_file(str(tokenizer_file))), sequences, seed)
        self.pairs = sequences_of_store(store, draw_pairs(store, sequences, seed))
        self.window_batches = batches_of(np.array([len(window.ids) for window in self.windows]), windows, 1, seed)
        self.pair_batches = batches_of(np.array([len(pair.ids) for pair in self.pairs]), pairs, 1, seed)

    def words(self, number: int) -> tuple[Batch, torch.Tensor]:
        """A batch, and the token that stood at each masked place, −1 elsewhere, [sequences, longest]."""
        return word_batch([self.windows[index] for index in self.window_batches[number]])

    def neighbours(self, number: int) -> tuple[Batch, torch.Tensor]:
        """A batch of pairs, and 1.0 for each whose second sentence follows, 0.0 for others."""
        return pair_batch([self.pairs[index] for index in self.pair_batches[number]])


def word_batch(windows: list[MaskedWindow]) -> tuple[Batch, torch.Tensor]:
    batch = pad_sequences([PairSequence(window.ids, len(window.ids), False) for window in windows])
    answers = torch.full(batch[0].shape, -1)
    for row, window in enumerate(windows):
        answers[row, : len(window.answers)] = torch.tensor(window.answers)
    return batch, answers


def pair_batch(pairs: list[PairSequence]) -> tuple[Batch, torch.Tensor]:
    return pad_sequences(pairs), torch.tensor([float(pair.follows) for pair in pairs])
