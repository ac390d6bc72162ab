"""Tokenise the corpus once, without the documents that share 13 words in a row with an evaluation set.

usage: tokenise_corpus.py CORPUS EVAL TOKENIZER.json OUT_FOLDER

CORPUS is a folder as corpus.py describes it, EVAL any folder of evaluation sets, OUT_FOLDER becomes a token store (token_store.py). Its
description says which groups and licences went in, and how many documents of each group were dropped.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from corpus import groups_of, read_documents, words_by_licence
from eval_overlap import EvalOverlap
from sentence_split import split_sentences
from token_store import TokenStoreWriter
from tokenizers import Tokenizer


Tokenise = Callable[[list[str]], list[list[list[int]]]]
"""The paragraphs of a document to the token ids of each sentence of each paragraph."""


def main(corpus: Path, evaluation: Path, tokenizer_file: Path, out: Path) -> None:
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    write_store(corpus, EvalOverlap(evaluation), tokenizer_file, lambda paragraphs: tokenise(paragraphs, tokenizer), out)


def write_store(corpus: Path, overlap: EvalOverlap, tokenizer_file: Path, tokenise: Tokenise, out: Path) -> None:
    """Writes the documents of all groups that share nothing with the evaluation sets, and the description."""
    print(f"{len(overlap.grams)} different 13-grams in the evaluation sets", flush=True)
    writer = TokenStoreWriter(out)
    groups = groups_of(corpus)
    kept, dropped = dict.fromkeys(groups, 0), dict.fromkeys(groups, 0)
    for number, group in enumerate(groups):
        for paragraphs in read_documents(corpus, group):
            if overlap.shares_with(paragraphs):
                dropped[group] += 1
            else:
                kept[group] += 1
                writer.add(number, tokenise(paragraphs))
        print(f"{group}: {kept[group]} documents kept, {dropped[group]} dropped; {writer.counts['tokens']} tokens so far", flush=True)
    writer.finish(
        {
            "groups": groups,
            "documentsKept": kept,
            "documentsDropped": dropped,
            "wordsByLicence": words_by_licence(corpus, groups),
            "tokenizerSha256": hashlib.sha256(tokenizer_file.read_bytes()).hexdigest(),
        }
    )


def tokenise(paragraphs: list[str], tokenizer: Tokenizer) -> list[list[list[int]]]:
    """The token ids of each sentence of each paragraph; a sentence without a token is left out."""
    split = [split_sentences(paragraph) for paragraph in paragraphs]
    encodings = iter(tokenizer.encode_batch_fast([sentence for sentences in split for sentence in sentences], add_special_tokens=False))
    return [[ids for _ in sentences if (ids := next(encodings).ids)] for sentences in split]


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*(Path(argument) for argument in sys.argv[1:]))
