"""Reading the corpus: documents of several groups, each a list of paragraphs.

A corpus folder holds `train-GROUP.txt.xz` files: plain UTF-8, paragraphs separated by a blank line, documents by a line with only `<|doc|>`; and
`SOURCES.tsv`, which gives the group, the split, the licence and the words of each source.
"""

import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DOCUMENT_SEPARATOR = "<|doc|>"


def groups_of(corpus: Path) -> list[str]:
    """The names of the groups that have a training file, in alphabetical order."""
    return sorted(file.name.removeprefix("train-").removesuffix(".txt.xz") for file in corpus.glob("train-*.txt.xz"))


def read_documents(corpus: Path, group: str) -> Iterator[list[str]]:
    """The training documents of a group, each as its paragraphs with single spaces; only one document is in memory at a time."""
    lines: list[str] = []
    with lzma.open(corpus / f"train-{group}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() == DOCUMENT_SEPARATOR:
                yield paragraphs_of("".join(lines))
                lines = []
            else:
                lines.append(line)
    yield paragraphs_of("".join(lines))


def paragraphs_of(document: str) -> list[str]:
    """What stands between blank lines, with single spaces."""
    return [" ".join(block.split()) for block in document.split("\n\n") if block.strip()]


def words_by_licence(corpus: Path, groups: list[str]) -> dict[str, int]:
    """The words of the training texts of some groups by licence, for the model card; what stands in brackets behind a licence is left out."""
    words: Counter[str] = Counter()
    with (corpus / "SOURCES.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["split"] == "train" and row["group"] in groups:
                words[row["licence"].split(" (")[0]] += int(row["words"])
    return dict(words.most_common())
