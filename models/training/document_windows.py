"""Batches of text for a causal model: windows of documents, as many of each group, with the document-start token in front."""

import numpy as np
import torch
from token_store import TokenStore
from tokenizers import Tokenizer

WINDOW = 512
START = "<|endoftext|>"


class DocumentWindows:
    """A window starts at a random token of a document of its group, each token of the group being as likely; shorter documents are passed over.

    Its first token is the one that the engine puts in front of every text, also where that is the part of a document before a caret.
    """

    def __init__(self, store: TokenStore, tokenizer: Tokenizer, windows: int, seed: int) -> None:
        self.tokens, self.windows, self.seed = store.tokens, windows, seed
        self.start = tokenizer.token_to_id(START)
        # The store has one sentence a document.
        starts, ends = store.sentences[:-1].astype(np.int64), store.sentences[1:].astype(np.int64)
        self.groups = []
        for group in range(len(store.description["groups"])):
            members = (store.groups == group) & (ends - starts >= WINDOW)
            places = (ends - starts - WINDOW + 1)[members]
            self.groups.append((starts[members], np.concatenate([[0], np.cumsum(places)])))

    def batch(self, step: int) -> torch.Tensor:
        """Token ids, int64 [windows, 1 + 512]; which ones follows from the seed and the step."""
        random = np.random.default_rng((self.seed, step))
        ids = np.empty((self.windows, WINDOW + 1), np.int64)
        ids[:, 0] = self.start
        for row in range(self.windows):
            starts, ends_of_places = self.groups[(step * self.windows + row) % len(self.groups)]
            place = int(random.integers(ends_of_places[-1]))
            document = int(np.searchsorted(ends_of_places, place, "right")) - 1
            at = starts[document] + place - ends_of_places[document]
            ids[row, 1:] = self.tokens[at : at + WINDOW]
        return torch.from_numpy(ids)
