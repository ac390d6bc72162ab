"""Masked words on the development set: how often the missing word is the first of the list, or among the first five, BERT alone."""

import json
from collections.abc import Callable
from pathlib import Path

import torch
from pair_sequences import CLS, SEP, sorted_batches
from tokenizers import Tokenizer
from word_pieces import MASK, WordPieces

BATCH = 64
LONGEST_SIDE = 250

ReadMasks = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""Token ids and mask [rows, tokens] to the scores of all tokens at each row's [MASK], [rows, vocabulary]."""


class ClozeEval:
    """The rows of `cloze.jsonl`; the list holds the tokens that are whole words."""

    def __init__(self, file: Path, tokenizer: Tokenizer) -> None:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        self.pieces = WordPieces(tokenizer)
        self.groups = [row["group"] for row in rows]
        self.answers = [tokenizer.normalizer.normalize_str(row["answer"]) if tokenizer.normalizer else row["answer"].lower() for row in rows]
        before, after = (tokenizer.encode_batch([row[side] for row in rows], add_special_tokens=False) for side in ("before", "after"))
        self.ids = [[CLS, *a.ids[-LONGEST_SIDE:], MASK, *b.ids[:LONGEST_SIDE], SEP] for a, b in zip(before, after, strict=True)]

    @torch.no_grad()
    def measure(self, read: ReadMasks, device: torch.device) -> dict[str, float]:
        """top1 and top5 over all rows."""
        words = torch.tensor(self.pieces.whole_words, device=device)
        places: list[int] = []
        for batch in sorted_batches([len(ids) for ids in self.ids], BATCH):
            ids = torch.zeros(len(batch), max(len(self.ids[row]) for row in batch), dtype=torch.long)
            for at, row in enumerate(batch):
                ids[at, : len(self.ids[row])] = torch.tensor(self.ids[row])
            best = words[read(ids.to(device), (ids > 0).to(device))[:, words].topk(5).indices].tolist()
            for row, tokens in zip(batch, best, strict=True):
                texts = [self.pieces.texts[token] for token in tokens]
                places.append(texts.index(self.answers[row]) if self.answers[row] in texts else 5)
        return {
            "top1": round(sum(place == 0 for place in places) / len(places), 4),
            "top5": round(sum(place < 5 for place in places) / len(places), 4),
        }
