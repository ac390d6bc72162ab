"""Tokenise the corpus once for a causal model: whole documents, paragraphs apart by a blank line, as a writer's file has them.

usage: tokenise_documents.py CORPUS EVAL TOKENIZER.json OUT_FOLDER

The documents that share 13 words in a row with an evaluation set are dropped, as tokenise_corpus.py does. OUT_FOLDER becomes a token store
(token_store.py) in which each document is one sentence.
"""

import sys
from pathlib import Path

from eval_overlap import EvalOverlap
from tokenise_corpus import write_store
from tokenizers import Tokenizer

PARAGRAPH_BREAK = "\n\n"


def main(corpus: Path, evaluation: Path, tokenizer_file: Path, out: Path) -> None:
    tokenizer = Tokenizer.from_file(str(tokenizer_file))

    def tokenise(paragraphs: list[str]) -> list[list[list[int]]]:
        return [[tokenizer.encode(PARAGRAPH_BREAK.join(paragraphs), add_special_tokens=False).ids]]

    write_store(corpus, EvalOverlap(evaluation), tokenizer_file, tokenise, out)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*(Path(argument) for argument in sys.argv[1:]))
