"""Drawing pairs of sentences as writers have them: does the second follow the first?

Half of the pairs are neighbours in a paragraph. In the others the second sentence is from another paragraph of the same document, nearby or
anywhere; or from another document of the same group; or the two are neighbours in the wrong order. First sentences are drawn alike for all, so
that only the two together tell.
"""

import random
from typing import NamedTuple

import numpy as np
from token_store import TokenStore

SHORTEST, LONGEST = 5, 100
"""Tokens of a sentence of a pair."""
NEXT_SHARE = 0.5
SAME_DOCUMENT_SHARE, SWAPPED_SHARE = 0.65, 0.15
"""Of the pairs that are not neighbours in order; the rest is from another document."""
NEARBY_SHARE, NEARBY = 0.5, 15
"""Of the pairs from the same document, how many are at most so many sentences apart."""
TRIES = 20


class Pair(NamedTuple):
    """Two sentences by their numbers in the token store."""

    first: int
    second: int
    follows: bool


def draw_pairs(store: TokenStore, count: int, seed: int) -> list[Pair]:
    """The same pairs for the same store and seed, and of a smaller count the first ones; each group has the same share."""
    draw = PairDraw(store, random.Random(seed))
    return [draw.pair(number % len(draw.firsts)) for number in range(count)]


class PairDraw:
    def __init__(self, store: TokenStore, chance: random.Random) -> None:
        self.chance = chance
        self.document, self.paragraph = store.document_of_sentences(), store.paragraph_of_sentences()
        self.first_sentences = store.paragraphs[store.documents]
        lengths = np.diff(store.sentences.astype(np.int64))
        self.usable = (lengths >= SHORTEST) & (lengths <= LONGEST)
        has_next = np.append(self.usable[:-1] & self.usable[1:] & (self.paragraph[:-1] == self.paragraph[1:]), False)
        group = store.groups[self.document]
        self.firsts = [np.flatnonzero(has_next & (group == number)) for number in range(len(store.description["groups"]))]
        self.sentences = [np.flatnonzero(self.usable & (group == number)) for number in range(len(store.description["groups"]))]

    def pair(self, group: int) -> Pair:
        first = int(self.chance.choice(self.firsts[group]))
        if self.chance.random() < NEXT_SHARE:
            return Pair(first, first + 1, True)
        kind = self.chance.random()
        if kind < SWAPPED_SHARE:
            return Pair(first + 1, first, False)
        second = self.of_same_document(first) if kind < SWAPPED_SHARE + SAME_DOCUMENT_SHARE else None
        return Pair(first, self.of_other_document(first, group) if second is None else second, False)

    def of_same_document(self, first: int) -> int | None:
        """A usable sentence of another paragraph; none where some tries find none."""
        document = int(self.document[first])
        low, high = int(self.first_sentences[document]), int(self.first_sentences[document + 1])
        if self.chance.random() < NEARBY_SHARE:
            low, high = max(low, first - NEARBY), min(high, first + NEARBY + 1)
        tries = (self.chance.randrange(low, high) for _ in range(TRIES))
        return next((second for second in tries if self.usable[second] and self.paragraph[second] != self.paragraph[first]), None)

    def of_other_document(self, first: int, group: int) -> int:
        while True:
            second = int(self.chance.choice(self.sentences[group]))
            if self.document[second] != self.document[first]:
                return second
