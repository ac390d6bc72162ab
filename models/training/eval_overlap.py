"""Which documents share 13 words in a row with an evaluation set, so that no model is trained on what it is measured on."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

LENGTH = 13
WORD = re.compile(r"[^\W_]+")

Gram = tuple[str, ...]


class EvalOverlap:
    """The 13-grams of every text of the files below a folder: `.jsonl` of objects, `.csv` and `.tsv`."""

    def __init__(self, folder: Path) -> None:
        texts = (text for file in sorted(folder.rglob("*.*")) for text in texts_of(file))
        self.grams: set[Gram] = {gram for text in texts for gram in grams_of(text)}

    def shares_with(self, paragraphs: list[str]) -> bool:
        """Whether a document shares a 13-gram with an evaluation set; letters and digits count, their case does not."""
        return not self.grams.isdisjoint(grams_of(" ".join(paragraphs)))


def grams_of(text: str) -> Iterator[Gram]:
    words = WORD.findall(text.lower())
    return zip(*(words[start:] for start in range(LENGTH)), strict=False)


def texts_of(file: Path) -> Iterator[str]:
    """The texts of an evaluation file. Of a gap with its answer the whole passage is one text; no other file type has any."""
    if file.suffix == ".jsonl":
        for line in file.read_text(encoding="utf-8").splitlines():
            yield from texts_of_row(json.loads(line))
    elif file.suffix in (".csv", ".tsv"):
        with file.open(encoding="utf-8", newline="") as table:
            for row in csv.reader(table, delimiter="," if file.suffix == ".csv" else "\t"):
                yield from row


def texts_of_row(row: dict[str, object]) -> Iterator[str]:
    if "answer" in row:
        yield f"{row['before']}{row['answer']}{row['after']}"
    for value in row.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield " ".join(str(part) for part in value)
