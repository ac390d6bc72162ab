"""Sequences as BERT meets them in Cloze, from files of prose: text with masked words, and pairs of sentences."""

import lzma
import random
import re
from collections.abc import Iterator

import torch
from tokenizers import Tokenizer

LONGEST_TEXT = 200
LONGEST_SENTENCE = 120
DOCUMENTS_PER_FILE = 400

Sequence = tuple[list[int], list[int]]
"""Token ids, and the segment of each."""


def read_sequences(files: list[str], tokenizer: Tokenizer, count: int, seed: int) -> list[Sequence]:
    """Two of five are pairs of sentences, half of them from different places; in the others some words are masked."""
    chance = random.Random(seed)
    start, end, mask = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]", "[MASK]"))

    def encode(text: str) -> list[int]:
        return tokenizer.encode(text, add_special_tokens=False).ids

    def pair(paragraph: list[str], others: list[list[str]]) -> Sequence:
        at = chance.randrange(len(paragraph) - 1)
        follows = paragraph[at + 1] if chance.random() < 0.5 else chance.choice(chance.choice(others))
        first, second = encode(paragraph[at])[:LONGEST_SENTENCE], encode(follows)[:LONGEST_SENTENCE]
        return [start, *first, end, *second, end], [0] * (len(first) + 2) + [1] * (len(second) + 1)

    def masked(paragraph: list[str]) -> Sequence:
        at = chance.randrange(len(paragraph) - 1)
        words = encode(" ".join(paragraph[at : at + chance.randint(1, 4)]))[:LONGEST_TEXT]
        share = chance.choice([0.02, 0.05, 0.15])
        ids = [start, *(mask if chance.random() < share else word for word in words), end]
        return ids, [0] * len(ids)

    sequences: list[Sequence] = []
    for file in files:
        paragraphs = list(read_paragraphs(file, chance))
        chance.shuffle(paragraphs)
        for paragraph in paragraphs[: count // len(files)]:
            sequences.append(pair(paragraph, paragraphs) if chance.random() < 0.4 else masked(paragraph))
    chance.shuffle(sequences)
    return sequences


def read_paragraphs(file: str, chance: random.Random) -> Iterator[list[str]]:
    """The sentences of each paragraph of some documents; paragraphs of fewer than three are left out."""
    opened = lzma.open(file, "rt", encoding="utf-8") if file.endswith(".xz") else open(file, encoding="utf-8")
    with opened as text:
        documents = text.read().split("<|doc|>")
    chance.shuffle(documents)
    for document in documents[:DOCUMENTS_PER_FILE]:
        for paragraph in document.split("\n\n"):
            pieces = re.split(r'(?<=[.!?])["”’]?\s+(?=[A-Z"“‘])', " ".join(paragraph.split()))
            sentences = [piece for piece in pieces if 20 < len(piece) < 500]
            if len(sentences) >= 3:
                yield sentences


def batches(sequences: list[Sequence], most_tokens: int) -> list[list[Sequence]]:
    """Sequences of similar lengths together, padding included at most so many tokens."""
    groups: list[list[Sequence]] = [[]]
    for sequence in sorted(sequences, key=lambda each: len(each[0])):
        if groups[-1] and (len(groups[-1]) + 1) * len(sequence[0]) > most_tokens:
            groups.append([])
        groups[-1].append(sequence)
    return groups


def pad(batch: list[Sequence]) -> dict[str, torch.Tensor]:
    """The batch as the arguments of a BERT model."""
    width = max(len(ids) for ids, _ in batch)
    rows = [(ids + [0] * (width - len(ids)), segments + [0] * (width - len(ids)), [1] * len(ids) + [0] * (width - len(ids))) for ids, segments in batch]
    names = ("input_ids", "token_type_ids", "attention_mask")
    return {name: torch.tensor(part) for name, part in zip(names, zip(*rows, strict=True), strict=True)}
