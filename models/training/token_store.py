"""A tokenised corpus on the disk, read through memory maps: tokens, and where sentences, paragraphs and documents start."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

STARTS = ("sentences", "paragraphs", "documents")


class TokenStore:
    """Opens a folder that `TokenStoreWriter` wrote.

    tokens: uint16 [tokens]. sentences, paragraphs, documents: uint32 [count + 1], the first token of each sentence, the first sentence of each
    paragraph, the first paragraph of each document, and the end. groups: uint8 [documents], an index into description["groups"].
    """

    def __init__(self, folder: Path) -> None:
        self.description: dict = json.loads((folder / "description.json").read_text(encoding="utf-8"))
        self.tokens = np.memmap(folder / "tokens", np.uint16, "r")
        self.sentences, self.paragraphs, self.documents = (np.fromfile(folder / name, np.uint32) for name in STARTS)
        self.groups = np.fromfile(folder / "groups", np.uint8)

    def sentence(self, index: int) -> list[int]:
        """The token ids of a sentence, without special tokens."""
        return self.tokens[self.sentences[index] : self.sentences[index + 1]].tolist()

    def document_of_sentences(self) -> np.ndarray:
        """The document of each sentence, uint32 [sentences]."""
        first_sentences = self.paragraphs[self.documents]
        return np.repeat(np.arange(len(self.groups), dtype=np.uint32), np.diff(first_sentences))

    def paragraph_of_sentences(self) -> np.ndarray:
        """The paragraph of each sentence, uint32 [sentences]."""
        return np.repeat(np.arange(len(self.paragraphs) - 1, dtype=np.uint32), np.diff(self.paragraphs))


class TokenStoreWriter:
    """Writes documents one after the other; the store is whole when its description is written, which is last."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "description.json").unlink(missing_ok=True)
        self.folder = folder
        self.files: dict[str, BinaryIO] = {name: (folder / name).open("wb") for name in ("tokens", *STARTS, "groups")}
        self.counts = dict.fromkeys(("tokens", *STARTS), 0)

    def add(self, group: int, paragraphs: Sequence[Sequence[Sequence[int]]]) -> None:
        """One document: the token ids of each sentence of each paragraph."""
        self.start("documents", "paragraphs")
        self.files["groups"].write(bytes([group]))
        for paragraph in paragraphs:
            self.start("paragraphs", "sentences")
            for sentence in paragraph:
                self.start("sentences", "tokens")
                self.files["tokens"].write(np.array(sentence, np.uint16).tobytes())
                self.counts["tokens"] += len(sentence)

    def start(self, what: str, of: str) -> None:
        self.files[what].write(np.uint32(self.counts[of]).tobytes())
        self.counts[what] += 1

    def finish(self, description: dict) -> None:
        for what, of in zip(STARTS, ("tokens", "sentences", "paragraphs"), strict=True):
            self.files[what].write(np.uint32(self.counts[of]).tobytes())
        for file in self.files.values():
            file.close()
        text = json.dumps(description | {"counts": self.counts}, indent=2, ensure_ascii=False)
        (self.folder / "description.json").write_text(text + "\n", encoding="utf-8")
