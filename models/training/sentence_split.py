"""Splitting a paragraph into sentences, for training only; `src/prose/sentences.ts` has the rules of the product, which know more cases."""

import re

BOUNDARY = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
LAST_WORD = re.compile(r"[\w.]+$")
LONGEST_ABBREVIATION = 12
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof rev capt col gen lieut lt sgt hon jr sr messrs mme mlle vs fig figs no vol vols ch pp cf e.g i.e approx inc ltd co".split()
)


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph in order; closing quotation marks stay with the sentence that they close."""
    sentences: list[str] = []
    start = 0
    for match in BOUNDARY.finditer(paragraph):
        if not (paragraph[match.start()] == "." and is_abbreviated(paragraph, match.start())):
            sentences.append(paragraph[start : match.end()].rstrip())
            start = match.end()
    sentences.append(paragraph[start:].rstrip())
    return [sentence for sentence in sentences if sentence]


def is_abbreviated(paragraph: str, full_stop: int) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial."""
    word = LAST_WORD.search(paragraph[max(0, full_stop - LONGEST_ABBREVIATION) : full_stop])
    return word is not None and (word[0].lower() in ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper() and word[0] != "I"))
