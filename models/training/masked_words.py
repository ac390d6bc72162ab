"""Windows of running text with whole words masked, drawn from a token store."""

import random
from typing import NamedTuple

import numpy as np
from pair_sequences import CLS, SEP
from token_store import TokenStore
from word_pieces import FIRST_ORDINARY, MASK, WordPieces

LONGEST = 126
"""Tokens of a window, besides [CLS] and [SEP]."""
SHORTEST = 16
MASKED_SHARE = 0.15


class MaskedWindow(NamedTuple):
    """ids: with [CLS], [SEP] and masks. answers: the token that stood at each masked position, otherwise −1; as long as ids."""

    ids: list[int]
    answers: list[int]


def draw_windows(store: TokenStore, pieces: WordPieces, count: int, seed: int) -> list[MaskedWindow]:
    """Whole sentences from one document each, as many as fit; groups have equal shares, and the same seed gives the same windows."""
    chance = random.Random(seed)
    group = store.groups[store.document_of_sentences()]
    sentences = [np.flatnonzero(group == number) for number in range(len(store.description["groups"]))]
    windows: list[MaskedWindow] = []
    while len(windows) < count:
        start = int(chance.choice(sentences[len(windows) % len(sentences)]))
        ids = window_at(store, start)
        if len(ids) >= SHORTEST:
            windows.append(mask_words(ids, pieces, chance))
    return windows


def window_at(store: TokenStore, start: int) -> list[int]:
    """The sentences from a first one on that fit into a window and belong to its document; of a longer sentence its start."""
    document = int(np.searchsorted(store.paragraphs[store.documents], start, side="right")) - 1
    end_of_document = int(store.paragraphs[store.documents[document + 1]])
    first = int(store.sentences[start])
    ends = store.sentences[start + 1 : end_of_document + 1]
    fitting = int(np.searchsorted(ends, first + LONGEST, side="right"))
    last = int(ends[fitting - 1]) if fitting else first + LONGEST
    return store.tokens[first:last].tolist()


def mask_words(ids: list[int], pieces: WordPieces, chance: random.Random) -> MaskedWindow:
    """Masks whole words until the share is reached: most by [MASK], some by another token or by themselves (Devlin et al. 2018, 80/10/10)."""
    words: list[list[int]] = []
    for position, token in enumerate(ids):
        if words and pieces.continues[token]:
            words[-1].append(position)
        else:
            words.append([position])
    chance.shuffle(words)
    changed, answers = list(ids), [-1] * len(ids)
    left = max(1, round(len(ids) * MASKED_SHARE))
    for word in words:
        if left <= 0:
            break
        kind = chance.random()
        for position in word:
            answers[position] = ids[position]
            changed[position] = MASK if kind < 0.8 else chance.randrange(FIRST_ORDINARY, len(pieces.texts)) if kind < 0.9 else ids[position]
        left -= len(word)
    return MaskedWindow([CLS, *changed, SEP], [-1, *answers, -1])
